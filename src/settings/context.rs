//! What every part of the panel is handed: the state to draw, and where to tell what happened.

use super::drawn::{Drawn, Value};
use contract::timestamp::{Civil, Timestamp};
use leptos::html;
use leptos::prelude::*;
use panel::i18n::Messages;
use panel::wording::{Notice, Speaker};
use panel::{Event, Ready, State};

/// Draws one value from the state, where there is one.
type Draw = Box<dyn Fn(&State) -> Option<Value> + Send + Sync>;

/// Draws one value from the loaded settings, where there is one.
type DrawReady = Box<dyn Fn(&Ready, Speaker) -> Option<Value> + Send + Sync>;

/// The panel as its parts see it.
#[derive(Clone, Copy, Debug)]
pub struct Context {
    /// The state. Parts read it through [`Context::of_ready`], so that each is drawn anew for what changes it only.
    pub state: RwSignal<State>,
    /// Told of every change, also of a key press after which the draft has another length and nothing else: of that
    /// `state` tells nobody, so that the panel does not run for every key.
    pub keys: RwSignal<()>,
    /// Takes what happened.
    pub dispatch: Callback<Event>,
    /// The moment that distances are counted from; it moves on by itself.
    pub now: RwSignal<Timestamp>,
    /// The calendar and clock of whoever reads.
    pub local: fn(Timestamp) -> Civil,
    /// The language.
    pub messages: &'static Messages,
    /// Shows what was done, where the page's host does that; `None` where the page has to.
    pub on_notice: Option<Callback<Notice>>,
    /// The token field, for focus and for clearing.
    pub field: NodeRef<html::Input>,
    /// The status, or what is said in place of it; it takes the focus when what held it is gone.
    pub status: NodeRef<html::Div>,
}

impl Context {
    /// Tells what happened.
    pub fn tell(self, event: Event) {
        self.dispatch.run(event);
    }

    /// Something that tells `event` when it is pressed.
    #[must_use]
    pub fn telling(self, event: Event) -> Callback<()> {
        Callback::new(move |()| self.tell(event.clone()))
    }

    /// Says things at this moment; whoever calls it in a memo follows the clock.
    #[must_use]
    pub fn speaker(self) -> Speaker {
        Speaker { messages: self.messages, now: self.now.get(), local: self.local }
    }

    /// A value drawn from the loaded settings; its readers run only when it changes. `None` until they are here.
    #[must_use]
    pub fn of_ready<T>(self, draw: fn(&Ready, Speaker) -> T) -> Drawn<T>
    where
        T: Clone + PartialEq + Send + Sync + 'static,
    {
        Drawn::new(self.memo_of_ready(Box::new(move |ready, speaker| Some(Value::new(draw(ready, speaker))))))
    }

    /// What stands under the field: of all that is drawn, the only thing that follows every key. Subscribes to one
    /// signal, because each one more is paid for at every key, and the clock has no part in it.
    #[must_use]
    pub fn helper(self) -> Signal<String> {
        Signal::derive(move || {
            self.keys.track();
            let speaker = Speaker { messages: self.messages, now: self.now.get_untracked(), local: self.local };
            let say = |state: &State| Some(speaker.field_helper(&state.ready()?.editing()?.draft));
            self.state.with_untracked(say).unwrap_or_default()
        })
    }

    /// Like [`Context::of_ready`], for words; empty until the settings are here.
    #[must_use]
    pub fn says(self, say: fn(&Ready, Speaker) -> String) -> Signal<String> {
        let said = self.of_ready(say);
        Signal::derive(move || said.get().unwrap_or_default())
    }

    /// Like [`Context::of_ready`], for what is false until the settings are here.
    #[must_use]
    pub fn holds(self, claim: fn(&Ready) -> bool) -> Signal<bool> {
        let held = Drawn::new(self.memo_of_ready(Box::new(move |ready, _| Some(Value::new(claim(ready))))));
        Signal::derive(move || held.get().unwrap_or_default())
    }

    /// A value drawn from the state, whether the settings are here or not.
    #[must_use]
    pub fn of_state<T>(self, draw: fn(&State) -> Option<T>) -> Drawn<T>
    where
        T: Clone + PartialEq + Send + Sync + 'static,
    {
        Drawn::new(self.memo(Box::new(move |state| draw(state).map(Value::new))))
    }

    fn memo_of_ready(self, draw: DrawReady) -> Memo<Option<Value>> {
        self.memo(Box::new(move |state| {
            let speaker = self.speaker();
            let ready = state.ready()?;
            draw(ready, ready.report().map_or(speaker, |report| speaker.no_earlier_than(report.checked_at)))
        }))
    }

    fn memo(self, draw: Draw) -> Memo<Option<Value>> {
        Memo::new(move |_| self.state.with(&*draw))
    }
}
