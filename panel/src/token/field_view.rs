//! The token field: its label, what can be said about the text in it, and how it may be changed.

use super::report_view::report_advice;
use super::shapes;
use super::{Draft, Editing, Save, Shape};
use crate::phrases::{Key, Phrases, Plural};
use contract::access_token::{Doubt, Removed, WrongShape};
use contract::finding::{Finding, Outcome};
use contract::report::Verdict;
use contract::timestamp::Timestamp;

/// The token field. It never holds the text itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldView {
    /// What the field is called.
    pub label: String,
    /// The word behind the asterisk.
    pub required: String,
    /// Below the field: where to find a token, or the length and last four characters of the one that is there.
    pub helper: String,
    /// True if the helper text fits one line at any width.
    pub helper_is_one_line: bool,
    /// What is said about the text.
    pub message: Option<FieldMessageView>,
    /// True while the text may not be changed.
    pub read_only: bool,
    /// The labels of the button that shows and hides the text.
    pub reveal: RevealView,
}

/// What is said about the text in the field. `Fail` means that it's wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldMessageView {
    /// Color and icon.
    pub outcome: Outcome,
    /// The words.
    pub text: String,
}

/// The words of the button that shows and hides the text: as seen and as spoken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RevealView {
    /// While it is hidden.
    pub show: String,
    /// While it is hidden; begins with `show`.
    pub show_spoken: String,
    /// While it is shown.
    pub hide: String,
    /// While it is shown; begins with `hide`.
    pub hide_spoken: String,
}

impl FieldView {
    pub(crate) fn new(editing: &Editing, phrases: &Phrases, now: Timestamp) -> Self {
        let text = |key| phrases.string(key);
        Self {
            label: text(Key::FieldLabel),
            required: text(Key::FieldRequired),
            helper: helper(&editing.draft, phrases),
            // What was removed may take more lines.
            helper_is_one_line: !editing.draft.is_empty() && editing.draft.removed().is_nothing(),
            message: message(editing, phrases, now),
            read_only: editing.save.is_busy(),
            reveal: RevealView {
                show: text(Key::FieldShow),
                show_spoken: text(Key::FieldShowSpoken),
                hide: text(Key::FieldHide),
                hide_spoken: text(Key::FieldHideSpoken),
            },
        }
    }
}

impl FieldView {
    /// True if the text in the field is wrong.
    #[must_use]
    pub fn is_invalid(&self) -> bool {
        self.message.as_ref().is_some_and(|message| message.outcome == Outcome::Fail)
    }
}

fn helper(draft: &Draft, phrases: &Phrases) -> String {
    let removed = removed(draft.removed(), phrases);
    if draft.is_empty() {
        return if removed.is_empty() { phrases.string(Key::FieldHelper) } else { removed };
    }
    let length = u64::try_from(draft.length()).unwrap_or(u64::MAX);
    let length = match draft.parse() {
        Ok(token) => phrases.count(Plural::FieldLength, length, &[("last", token.last_four())]),
        // The last four characters of something else, such as an App Secret, must not be shown.
        Err(_) => phrases.count(Plural::FieldLengthOnly, length, &[]),
    };
    format!("{length} {removed}").trim_end().to_owned()
}

/// Half a text isn't called wrong while it is typed, and once Meta has an opinion its looks no longer count.
fn message(editing: &Editing, phrases: &Phrases, now: Timestamp) -> Option<FieldMessageView> {
    match editing.check.report().map(|report| (report, report.verdict())) {
        Some((report, Verdict::Bad)) => {
            // What is odd about a text that Meta can't read says more than that Meta can't read it.
            let text = match editing.draft.shape() {
                Shape::Doubtful(doubt) if report.has(Finding::Malformed) => phrases.string(shapes::of_doubt(doubt)),
                _ => report_advice(report, phrases, now).title,
            };
            return Some(FieldMessageView { outcome: Outcome::Fail, text });
        }
        Some((_, Verdict::Good | Verdict::GoodWithWarnings)) => return None,
        Some((_, Verdict::Unknown)) | None => {}
    }
    let (outcome, key) = match editing.draft.shape() {
        Shape::Empty if matches!(editing.save, Save::Blocked(_)) => {
            (Outcome::Fail, shapes::of_wrong(WrongShape::Empty))
        }
        Shape::Empty => return None,
        Shape::Wrong(WrongShape::TooShort) | Shape::Doubtful(Doubt::Short) if !editing.touched => return None,
        Shape::Wrong(wrong) => (Outcome::Fail, shapes::of_wrong(wrong)),
        Shape::Doubtful(doubt) => (Outcome::Warning, shapes::of_doubt(doubt)),
        Shape::Plausible if editing.check.is_running() => (Outcome::Information, Key::FieldPlausibleChecking),
        // Green is reserved for what Meta has confirmed.
        Shape::Plausible => (Outcome::Information, Key::FieldPlausible),
    };
    Some(FieldMessageView { outcome, text: phrases.string(key) })
}

/// What cleaning removed, as a sentence; empty if it removed nothing.
pub(crate) fn removed(removed: Removed, phrases: &Phrases) -> String {
    let Removed { spaces, tabs, line_breaks, no_break_spaces, invisible, quotes, labels } = removed;
    let counts = [
        (tabs, Plural::RemovedTabs),
        (line_breaks, Plural::RemovedLineBreaks),
        (spaces, Plural::RemovedSpaces),
        (no_break_spaces, Plural::RemovedNoBreakSpaces),
        (invisible, Plural::RemovedInvisible),
        (quotes, Plural::RemovedQuotes),
        (labels, Plural::RemovedLabels),
    ];
    let things: Vec<String> = counts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, plural)| phrases.count(plural, count.into(), &[]))
        .collect();
    if things.is_empty() {
        return String::new();
    }
    phrases.fill(Key::Removed, &[("list", &phrases.list(&things))])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::{now, phrases, report};
    use crate::token::Check;

    fn typed(text: &str) -> Draft {
        Draft::typed(text)
    }

    fn editing(text: &str) -> Editing {
        Editing { draft: typed(text), ..Editing::default() }
    }

    fn view(editing: &Editing) -> FieldView {
        FieldView::new(editing, &phrases(), now())
    }

    fn said(editing: &Editing) -> Option<(Outcome, String)> {
        view(editing).message.map(|message| (message.outcome, message.text))
    }

    fn words(outcome: Outcome, key: Key) -> Option<(Outcome, String)> {
        Some((outcome, phrases().text(key).to_owned()))
    }

    #[test]
    fn the_helper_tells_length_last_four_and_what_was_removed_and_no_more() {
        let helper = |draft| view(&Editing { draft, ..Editing::default() }).helper;
        let token = format!("\tEAASANDBOX{}Zb7K\n\n", "x7Q".repeat(40));
        let pasted = Draft::pasted(&token, "", "").draft;
        assert_eq!(helper(pasted), "134 characters, ends in Zb7K. Removed 1 tab and 2 line breaks.");
        assert_eq!(helper(typed("0123456789abcdef0123456789abcdef")), "32 characters.");
        assert_eq!(helper(Draft::default()), phrases().text(Key::FieldHelper));
        let all =
            Removed { spaces: 2, tabs: 1, line_breaks: 1, no_break_spaces: 1, invisible: 1, quotes: 2, labels: 1 };
        assert_eq!(
            removed(all, &phrases()),
            "Removed 1 tab, 1 line break, 2 spaces, 1 non-breaking space, 1 invisible character, 2 quotation marks, \
             and 1 label before the token."
        );
    }

    #[test]
    fn half_a_token_is_not_called_too_short_while_it_is_typed() {
        assert_eq!(said(&editing("EAASANDBOX")), None);
        assert_eq!(said(&Editing { touched: true, ..editing("EAASANDBOX") }), words(Outcome::Fail, Key::ShapeTooShort));
        assert_eq!(said(&editing("12345")), words(Outcome::Fail, Key::ShapeDigits));
    }

    #[test]
    fn what_meta_rejects_is_no_longer_called_plausible() {
        let mut editing = editing(&format!("EAASANDBOX{}", "x7Q".repeat(40)));
        assert_eq!(said(&editing), words(Outcome::Information, Key::FieldPlausible));
        editing.check = Check::Done(report(&[Finding::Reached, Finding::Revoked]));
        assert_eq!(said(&editing), words(Outcome::Fail, Key::FindingRevokedTitle));
    }

    #[test]
    fn what_meta_accepts_is_no_longer_doubted_for_its_looks() {
        let draft = typed(&format!("EAASANDBOX{}", "x7Q".repeat(20)));
        let mut editing = Editing { draft, touched: true, ..Editing::default() };
        assert_eq!(said(&editing), words(Outcome::Warning, Key::DoubtShort));
        let mut findings = crate::fixtures::GOOD;
        findings[2] = Finding::PersonalToken;
        editing.check = Check::Done(report(&findings));
        assert_eq!(said(&editing), None, "the report tells what's so");
        editing.check = Check::Done(report(&[Finding::MetaDown]));
        assert!(said(&editing).is_some());
    }
}
