//! Words for the text in the field.

use super::Speaker;
use super::moment::counted;
use crate::i18n::fill;
use crate::token::{Blocked, Draft, Editing, Save, Verdict};
use contract::access_token::{Doubt, Removed, WrongShape};
use contract::finding::{Finding, Outcome};
use contract::report;

impl Speaker {
    /// What stands under the field: help while it is empty, then length, last four, and what was removed.
    #[must_use]
    pub fn field_helper(&self, draft: &Draft) -> String {
        let words = &self.messages.field;
        let removed = self.removed(draft.removed());
        if draft.is_empty() {
            return if removed.is_empty() { words.helper.to_owned() } else { removed };
        }
        let length = match draft.parse() {
            Ok(token) => {
                let count = token.length().to_string();
                fill(words.length, &[("count", &count), ("last", token.last_four())])
            }
            // The last four of something else, an App Secret say, are nobody's business.
            Err(_) => fill(words.length_only, &[("count", &draft.length().to_string())]),
        };
        format!("{length} {removed}").trim_end().to_owned()
    }

    /// What is said of the text: how good it is, and in which words. Half a text is not called wrong while
    /// it is typed, and what Meta has an opinion of is no longer called plausible.
    #[must_use]
    pub fn field_message(&self, editing: &Editing) -> Option<(Outcome, String)> {
        match editing.check.report().map(|report| (report, report.verdict())) {
            Some((report, report::Verdict::Bad)) => {
                // What is odd about a text that Meta cannot read tells more than that it cannot.
                let text = match editing.draft.verdict() {
                    Verdict::Doubtful(doubt) if report.has(Finding::Malformed) => self.doubt(doubt).to_owned(),
                    _ => self.report_headline(report).title,
                };
                return Some((Outcome::Fail, text));
            }
            // What Meta says of the token counts, and no longer what it looks like.
            Some((_, report::Verdict::Good | report::Verdict::GoodWithWarnings)) => return None,
            Some((_, report::Verdict::Unknown)) | None => {}
        }
        let (outcome, text) = match editing.draft.verdict() {
            Verdict::Empty if matches!(editing.save, Save::Blocked(_)) => {
                (Outcome::Fail, self.shape(WrongShape::Empty))
            }
            Verdict::Empty => return None,
            Verdict::Wrong(WrongShape::TooShort) | Verdict::Doubtful(Doubt::Short) if !editing.touched => return None,
            Verdict::Wrong(wrong) => (Outcome::Fail, self.shape(wrong)),
            Verdict::Doubtful(doubt) => (Outcome::Warning, self.doubt(doubt)),
            Verdict::Plausible if editing.check.is_running() => {
                (Outcome::Information, self.messages.field.plausible_asking)
            }
            // Green is for what Meta has said.
            Verdict::Plausible => (Outcome::Information, self.messages.field.plausible),
        };
        Some((outcome, text.to_owned()))
    }

    /// Why nothing was saved.
    #[must_use]
    pub fn blocked(&self, blocked: Blocked) -> &'static str {
        let words = &self.messages.footer;
        match blocked {
            Blocked::Shape(_) => words.blocked_shape,
            Blocked::Rejected => words.blocked_refused,
            Blocked::Unchecked => words.blocked_unchecked,
        }
    }

    /// Why a text certainly is no token.
    #[must_use]
    pub fn shape(&self, wrong: WrongShape) -> &'static str {
        let words = &self.messages.shapes;
        match wrong {
            WrongShape::Empty => words.empty,
            WrongShape::Digits => words.digits,
            WrongShape::AppSecret => words.app_secret,
            WrongShape::AppToken => words.app_token,
            WrongShape::InstagramToken => words.instagram_token,
            WrongShape::Jwt => words.jwt,
            WrongShape::AtlassianKey => words.atlassian_key,
            WrongShape::SlackKey => words.slack_key,
            WrongShape::GithubKey => words.github_key,
            WrongShape::OpenAiKey => words.open_ai_key,
            WrongShape::Url => words.url,
            WrongShape::Masked => words.masked,
            WrongShape::TwoTokens => words.two_tokens,
            WrongShape::WhiteSpaceInside => words.white_space_inside,
            WrongShape::HiddenCharacter => words.hidden_character,
            WrongShape::UnexpectedCharacter => words.unexpected_character,
            WrongShape::TooShort => words.too_short,
            WrongShape::TooLong => words.too_long,
            WrongShape::Unknown => words.unknown,
        }
    }

    fn doubt(&self, doubt: Doubt) -> &'static str {
        let words = &self.messages.doubts;
        match doubt {
            Doubt::UnusualStart => words.unusual_start,
            Doubt::UnusualCharacter => words.unusual_character,
            Doubt::Short => words.short,
            Doubt::MaybeTwo => words.maybe_two,
        }
    }

    /// What cleaning removed, as a sentence; empty where it removed nothing.
    #[must_use]
    pub fn removed(&self, removed: Removed) -> String {
        let words = &self.messages.removals;
        let Removed { spaces, tabs, line_breaks, no_break_spaces, invisible, quotes, labels } = removed;
        let counts = [
            (tabs, &words.tabs),
            (line_breaks, &words.line_breaks),
            (spaces, &words.spaces),
            (no_break_spaces, &words.no_break_spaces),
            (invisible, &words.invisible),
            (quotes, &words.quotes),
            (labels, &words.labels),
        ];
        let things: Vec<String> = counts
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, forms)| counted(forms, i64::from(count)))
            .collect();
        let list = match things.as_slice() {
            [] => return String::new(),
            [one] => one.clone(),
            [most @ .., last] => format!("{} {} {last}", most.join(", "), words.and),
        };
        fill(words.sentence, &[("list", &list)])
    }
}
