//! What a message means, as far as colour and icon can say it.

use super::icon::Glyph;

/// The meaning that a colour and an icon carry together; neither is ever used alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Nothing is known, or nothing needs saying. Never green, never red.
    Neutral,
    /// Worth knowing; nothing has to be done.
    Information,
    /// Proved to be well.
    Success,
    /// Works now, and will stop or is incomplete.
    Warning,
    /// Does not work, or cannot be undone.
    Danger,
}

impl Tone {
    /// The value of `data-tone`, by which the style sheets choose colours.
    pub const fn attribute(self) -> &'static str {
        match self {
            Self::Neutral => "neutral",
            Self::Information => "information",
            Self::Success => "success",
            Self::Warning => "warning",
            Self::Danger => "danger",
        }
    }

    /// The icon that says the same without colour; every tone has a shape of its own.
    pub const fn glyph(self) -> Glyph {
        match self {
            Self::Neutral => Glyph::Unknown,
            Self::Information => Glyph::Information,
            Self::Success => Glyph::Success,
            Self::Warning => Glyph::Warning,
            Self::Danger => Glyph::Danger,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_tones_share_a_shape_or_a_name() {
        let tones = [Tone::Neutral, Tone::Information, Tone::Success, Tone::Warning, Tone::Danger];
        for (index, tone) in tones.iter().enumerate() {
            for other in &tones[index + 1..] {
                assert_ne!(tone.glyph(), other.glyph());
                assert_ne!(tone.attribute(), other.attribute());
            }
        }
    }
}
