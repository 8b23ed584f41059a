//! The guide: ten steps from Meta's Business settings to a saved token, ticked as a report proves them.

use crate::Ready;
use crate::guide::{current, done};
use crate::links;
use crate::message::{Advice, LinkView};
use crate::phrases::{Key, Phrases};

/// The guide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuideView {
    /// Its heading.
    pub title: String,
    /// How long it takes and what it needs, with Meta's own guide.
    pub lead: NoteView,
    /// The word that is spoken for a tick.
    pub done_word: String,
    /// The steps.
    pub steps: Vec<GuideStepView>,
    /// That Meta shows a token only once: title and text.
    pub once: (String, String),
    /// What comes after, and where other editions are explained.
    pub notes: Vec<NoteView>,
}

/// A sentence with a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteView {
    /// The sentence.
    pub text: String,
    /// The link behind it.
    pub link: LinkView,
}

/// One step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuideStepView {
    /// What to do.
    pub title: String,
    /// How; words between backticks are code.
    pub paragraphs: Vec<String>,
    /// Where.
    pub link: Option<LinkView>,
    /// The drawing of the place, by its name in `guide.svg`.
    pub picture: Option<&'static str>,
    /// True if a report proves that it is done.
    pub is_done: bool,
    /// True if it is the one to do next; it is unfolded then.
    pub is_current: bool,
}

/// What a step says, and what belongs to it.
struct Step {
    title: Key,
    paragraphs: &'static [Key],
    link: Option<(Key, &'static str)>,
    picture: Option<&'static str>,
}

const STEPS: [Step; 10] = [
    Step {
        title: Key::GuideStep1Title,
        paragraphs: &[Key::GuideStep1Body1],
        link: Some((Key::GuideStep1Link, links::BUSINESS_SETTINGS)),
        picture: Some("business-settings"),
    },
    Step {
        title: Key::GuideStep2Title,
        paragraphs: &[Key::GuideStep2Body1],
        link: Some((Key::GuideStep2Link, links::SYSTEM_USERS)),
        picture: Some("system-users"),
    },
    Step { title: Key::GuideStep3Title, paragraphs: &[Key::GuideStep3Body1], link: None, picture: None },
    Step { title: Key::GuideStep4Title, paragraphs: &[Key::GuideStep4Body1], link: None, picture: None },
    Step {
        title: Key::GuideStep5Title,
        paragraphs: &[Key::GuideStep5Body1, Key::GuideStep5Body2],
        link: None,
        picture: Some("assign-app"),
    },
    Step {
        title: Key::GuideStep6Title,
        paragraphs: &[Key::GuideStep6Body1],
        link: Some((Key::GuideStep6Link, links::WHATSAPP_ACCOUNTS)),
        picture: Some("assign-account"),
    },
    Step { title: Key::GuideStep7Title, paragraphs: &[Key::GuideStep7Body1], link: None, picture: Some("expiration") },
    Step { title: Key::GuideStep8Title, paragraphs: &[Key::GuideStep8Body1], link: None, picture: Some("permissions") },
    Step { title: Key::GuideStep9Title, paragraphs: &[Key::GuideStep9Body1], link: None, picture: Some("copy-token") },
    Step {
        title: Key::GuideStep10Title,
        paragraphs: &[Key::GuideStep10Body1],
        link: None,
        picture: Some("paste-token"),
    },
];

impl GuideView {
    pub(crate) fn new(ready: Option<&Ready>, headline: Option<&Advice>, phrases: &Phrases) -> Self {
        let text = |key| phrases.string(key);
        let note = |key, label, href| NoteView { text: text(key), link: LinkView::new(phrases, label, href) };
        let done = ready.map(done).unwrap_or_default();
        let current = ready.and_then(|ready| current(ready, headline.and_then(Advice::step)));
        let steps = STEPS.iter().zip(done).zip(1_u8..).map(|((step, is_done), number)| GuideStepView {
            title: text(step.title),
            paragraphs: step.paragraphs.iter().copied().map(text).collect(),
            link: step.link.map(|(label, href)| LinkView::new(phrases, label, href)),
            picture: step.picture,
            is_done,
            is_current: current == Some(number),
        });
        Self {
            title: text(Key::GuideTitle),
            lead: note(Key::GuideLead, Key::GuideOfficialLink, links::OFFICIAL_GUIDE),
            done_word: text(Key::GuideDone),
            steps: steps.collect(),
            once: (text(Key::GuideOnceTitle), text(Key::GuideOnceBody)),
            notes: vec![
                note(Key::GuideNext, Key::GuideNextLink, links::CHAT_CLOUD),
                note(Key::GuideServer, Key::GuideServerLink, links::CHAT_SERVER),
            ],
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixtures::{GOOD, TestPanel, now, phrases, report, report_with, token};
    use crate::{Action, view};
    use contract::finding::Finding;

    fn ticks(panel: &TestPanel) -> Vec<usize> {
        let guide = view(&panel.state, &phrases(), now()).guide;
        (1..).zip(guide.steps).filter(|(_, step)| step.is_done).map(|(number, _)| number).collect()
    }

    fn current(panel: &TestPanel) -> Vec<usize> {
        let guide = view(&panel.state, &phrases(), now()).guide;
        (1..).zip(guide.steps).filter(|(_, step)| step.is_current).map(|(number, _)| number).collect()
    }

    #[test]
    fn a_report_ticks_the_steps_that_it_proves() {
        let entered = |findings: &[Finding]| TestPanel::loaded(None).paste(&token()).checked(Ok(report(findings)));
        assert!(ticks(&TestPanel::loaded(None)).is_empty());
        // Neither the account, which an unlimited token doesn't prove, nor saving it.
        assert_eq!(ticks(&entered(&GOOD)), [1, 2, 3, 4, 5, 7, 8, 9]);
        assert_eq!(ticks(&TestPanel::loaded(Some(report(&GOOD)))), [1, 2, 3, 4, 5, 7, 8, 9, 10]);
        assert!(ticks(&entered(&[Finding::MetaDown])).is_empty());
    }

    #[test]
    fn a_new_token_keeps_the_ticks_of_what_stays() {
        let replacing = |finding| TestPanel::loaded(Some(report_with(finding))).press(Action::Replace);
        assert_eq!(ticks(&replacing(Finding::NeverExpires)), [1, 2, 3, 4, 5]);
        assert!(ticks(&replacing(Finding::PersonalToken)).is_empty(), "a system user needs all of it again");
    }

    #[test]
    fn an_end_of_data_access_needs_a_new_token() {
        assert!(!ticks(&TestPanel::loaded(Some(report_with(Finding::DataAccessExpires)))).contains(&7));
    }

    #[test]
    fn one_step_at_most_is_the_current_one() {
        assert!(current(&TestPanel::begin()).is_empty());
        assert_eq!(current(&TestPanel::loaded(None)), [1]);
        let checking = TestPanel::loaded(None).paste(&token());
        assert!(current(&checking).is_empty(), "the report decides");
        assert_eq!(current(&checking.clone().checked(Ok(report(&GOOD)))), [10]);
        assert_eq!(current(&checking.checked(Ok(report(&[Finding::Reached, Finding::Revoked])))), [7]);
        assert!(current(&TestPanel::loaded(Some(report(&GOOD)))).is_empty());
        assert_eq!(current(&TestPanel::loaded(Some(report(&GOOD))).press(Action::Replace)), [7]);
    }
}
