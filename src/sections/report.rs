//! The report: the message over it, and a line for each check.

use super::message::{Message, step_link, tone};
use super::token_form;
use crate::ui::{Check, CheckList, Heading, Time, dynamic, maybe};
use leptos::prelude::*;
use panel::token::{ReportLineView, ReportView};
use panel::{Event, PanelView};

/// The id of the report's heading.
const HEADING: &str = "report";

/// The report on the token in the field, or on the saved one.
#[component]
pub fn Report(
    /// The panel.
    view: RwSignal<PanelView>,
    /// Takes the presses.
    dispatch: Callback<Event>,
) -> impl IntoView {
    dynamic(move || {
        let report = view.with(|view| view.report.clone());
        maybe(report.map(|report| card(report, dispatch)))
    })
}

fn card(report: ReportView, dispatch: Callback<Event>) -> AnyView {
    let message = report.message.map(|message| view! { <Message message=message dispatch=dispatch /> });
    let lines = report.lines.into_iter().map(line).collect_view();
    view! {
        <section class="wa-report" aria-labelledby=HEADING data-focus-fallback=token_form::FIELD>
            {maybe(message)}
            <div class="wa-report__header">
                <Heading level=2 class="wa-section-title" id=HEADING text=report.title />
                <span class="wa-report__time">
                    <Time machine=report.checked_at.to_string() human=report.checked />
                </span>
            </div>
            <CheckList labelled_by=HEADING>{lines}</CheckList>
        </section>
    }
    .into_any()
}

fn line(line: ReportLineView) -> AnyView {
    let ReportLineView { outcome, outcome_word, title, detail, step } = line;
    match step.map(step_link) {
        Some(link) => view! {
            <Check tone=tone(outcome) outcome=outcome_word title=title detail=detail>
                {link}
            </Check>
        }
        .into_any(),
        None => view! { <Check tone=tone(outcome) outcome=outcome_word title=title detail=detail /> }.into_any(),
    }
}
