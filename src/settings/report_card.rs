//! The report: the headline over it, and a line for each check.

use super::context::Context;
use super::message::{Message, Press, tone};
use crate::ui::{Check, CheckList, Heading, StepLink, Time, dynamic, optional};
use contract::finding::{Finding, Outcome};
use contract::report::TokenReport;
use leptos::prelude::*;
use panel::i18n::fill;
use panel::token::Editing;
use panel::wording::{Headline, Line};
use panel::{Action, Event};

/// The id of the report's heading.
const HEADING: &str = "report";

/// The report on the text in the field, or on the stored token.
#[component]
pub fn ReportCard(
    /// The panel.
    context: Context,
    /// Loads the page anew.
    on_reload: Callback<()>,
) -> impl IntoView {
    let report = context.of_ready(|ready, speaker| {
        let unchecked = ready.editing().is_some_and(Editing::offers_save_without_check);
        Some((ready.report()?.clone(), speaker.headline(ready)?, ready.viewing().is_some(), unchecked))
    });
    let shown = move || {
        let shown = report.get().flatten();
        optional(shown.map(|(report, headline, stored, unchecked)| {
            card(context, on_reload, &report, headline, stored, unchecked)
        }))
    };
    dynamic(shown)
}

fn card(
    context: Context,
    on_reload: Callback<()>,
    report: &TokenReport,
    headline: Headline,
    stored: bool,
    unchecked: bool,
) -> AnyView {
    let words = &context.messages.report;
    let speaker = context.speaker().no_earlier_than(report.checked_at);
    // Whoever is told to use a new token finds here where to put it. An account that Meta does not show needs none.
    let replaces = stored && headline.step().is_some() && !report.has(Finding::AccountNotVisible);
    let press = |label, event| Press { label, on_press: context.telling(event) };
    let presses = [
        unchecked.then(|| press(context.messages.footer.save_without_check, Event::Pressed(Action::SaveWithoutCheck))),
        replaces.then(|| press(context.messages.stored.replace, Event::Pressed(Action::Replace))),
    ];
    let presses = presses.into_iter().flatten().collect::<Vec<_>>();
    let machine = report.checked_at.to_string();
    let when = fill(words.checked, &[("when", &speaker.when(report.checked_at))]);
    let title = if stored { words.title_stored } else { words.title };
    // The status says already that the stored token works.
    let headline = Some(headline).filter(|headline| !stored || headline.outcome != Outcome::Pass);
    let message = optional(headline.map(|headline| {
        view! { <Message headline=headline messages=context.messages presses=presses on_reload=on_reload /> }
    }));
    let lines = speaker.lines(report).into_iter().map(|line| row(context, line)).collect_view();
    view! {
        <section class="wa-report" aria-labelledby=HEADING>
            {message}
            <div class="wa-report__header">
                <Heading level=2 class="wa-section-title" id=HEADING text=title />
                <span class="wa-report__time">
                    <Time machine=machine human=when />
                </span>
            </div>
            <CheckList labelled_by=HEADING>{lines}</CheckList>
        </section>
    }
    .into_any()
}

fn row(context: Context, line: Line) -> impl IntoView {
    let words = &context.messages.report;
    let outcome = match line.outcome {
        Outcome::Pass => words.passed,
        Outcome::Information => words.information,
        Outcome::Warning => words.warning,
        Outcome::Fail => words.failed,
        Outcome::Unknown => words.unknown,
    };
    let link = line.step.map(|number| {
        let label = fill(context.messages.panel.step_link, &[("n", &number.to_string())]);
        view! { <StepLink number=number label=label /> }
    });
    match link {
        Some(link) => view! {
            <Check tone=tone(line.outcome) outcome=outcome title=line.title detail=line.detail>
                {link}
            </Check>
        }
        .into_any(),
        None => {
            view! { <Check tone=tone(line.outcome) outcome=outcome title=line.title detail=line.detail /> }.into_any()
        }
    }
}
