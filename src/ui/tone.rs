//! The meaning of a message, as color and icon show it.

use super::icon::Glyph;

/// The meaning that a color and an icon show together. Neither is used alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Unknown, or without meaning. Never green, never red.
    Neutral,
    /// Worth knowing. Nothing to do.
    Information,
    /// Proved to be good.
    Success,
    /// Works now, but will stop, or is incomplete.
    Warning,
    /// Doesn't work, or can't be undone.
    Danger,
}

impl Tone {
    /// The value of `data-tone`, which the style sheets use to choose colors.
    pub const fn attribute(self) -> &'static str {
        match self {
            Self::Neutral => "neutral",
            Self::Information => "information",
            Self::Success => "success",
            Self::Warning => "warning",
            Self::Danger => "danger",
        }
    }

    /// The icon that shows the same without color. Each tone has its own shape.
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
