//! Whether the settings on screen are the ones that the backend has.

use super::SaveOrder;
use crate::IdempotencyKey;

/// Whether the settings as last read are the ones that the backend has.
///
/// They may not be: a save or a disconnect got no response, or someone else changed them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Certainty {
    /// They are.
    #[default]
    Known,
    /// They are unless this save was done. It got no response, and a repeat with its key settles it.
    SaveUnconfirmed(SaveOrder),
    /// They may not be, and only reading them again settles it. A save that got no response is kept, so that repeating
    /// it uses the same key.
    Outdated(Option<SaveOrder>),
}

impl Certainty {
    /// True if the settings as last read are the ones that the backend has.
    #[must_use]
    pub fn is_known(&self) -> bool {
        *self == Self::Known
    }

    /// The save that got no response.
    #[must_use]
    pub fn unconfirmed_save(&self) -> Option<&SaveOrder> {
        match self {
            Self::SaveUnconfirmed(order) | Self::Outdated(Some(order)) => Some(order),
            Self::Known | Self::Outdated(None) => None,
        }
    }

    /// True if the save with this key got no response.
    #[must_use]
    pub fn is_unconfirmed(&self, key: IdempotencyKey) -> bool {
        self.unconfirmed_save().is_some_and(|order| order.key == key)
    }

    /// A save got no response. A repeat can settle only one save, so an older one leaves the settings outdated.
    pub(crate) fn save_got_no_response(&mut self, order: SaveOrder) {
        *self = match self {
            Self::Known => Self::SaveUnconfirmed(order),
            Self::SaveUnconfirmed(older) if older.key == order.key => return,
            Self::SaveUnconfirmed(_) | Self::Outdated(_) => Self::Outdated(Some(order)),
        };
    }

    /// The backend said what became of the save with this key.
    pub(crate) fn save_settled(&mut self, key: IdempotencyKey) {
        if self.is_unconfirmed(key) {
            *self = match self {
                Self::Outdated(_) => Self::Outdated(None),
                Self::Known | Self::SaveUnconfirmed(_) => Self::Known,
            };
        }
    }

    /// The backend has other settings, or a disconnect got no response.
    pub(crate) fn outdate(&mut self) {
        *self = Self::Outdated(self.unconfirmed_save().cloned());
    }
}
