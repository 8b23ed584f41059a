//! Small pictures that repeat what the text next to them says.
//!
//! Each is one path with its symbol cut out of the shape, so that it needs one color and
//! stays readable if the system replaces all colors.

use leptos::prelude::*;

/// The icons. Their box is 16 by 16 units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Glyph {
    /// A check mark cut out of a disc.
    Success,
    /// An exclamation mark cut out of a triangle.
    Warning,
    /// An exclamation mark cut out of a diamond.
    Danger,
    /// The letter i cut out of a disc.
    Information,
    /// A question mark cut out of a disc.
    Unknown,
    /// A small disc.
    Dot,
    /// A check mark.
    Tick,
    /// An arrow that leaves a box, for links that open in a new tab.
    External,
    /// Points down, for something that can be opened.
    Chevron,
}

impl Glyph {
    const fn path(self) -> &'static str {
        match self {
            Self::Success => {
                "M8 0a8 8 0 1 0 0 16A8 8 0 0 0 8 0M5.03 6.97 3.97 8.03 7 11.06 12.03 6.03 10.97 4.97 7 8.94z"
            }
            Self::Warning => {
                "M9.5 1.55a1.7 1.7 0 0 0-3 0L.3 12.8A1.65 1.65 0 0 0 1.75 15.25h12.5a1.65 1.65 0 0 0 1.45-2.45zM7.25 5v4.75h1.5V5zM8 11a1 1 0 1 0 0 2 1 1 0 0 0 0-2"
            }
            Self::Danger => {
                "M6.87.47a1.6 1.6 0 0 1 2.26 0l6.4 6.4a1.6 1.6 0 0 1 0 2.26l-6.4 6.4a1.6 1.6 0 0 1-2.26 0l-6.4-6.4a1.6 1.6 0 0 1 0-2.26zM7.25 3.75v5h1.5v-5zM8 10a1 1 0 1 0 0 2 1 1 0 0 0 0-2"
            }
            Self::Information => {
                "M8 0a8 8 0 1 0 0 16A8 8 0 0 0 8 0M8 3.5a1 1 0 1 0 0 2 1 1 0 0 0 0-2M6 6.75v1.5h1.25V12h1.5V6.75z"
            }
            Self::Unknown => {
                "M8 0a8 8 0 1 0 0 16A8 8 0 0 0 8 0M8 3.25a2.9 2.9 0 0 0-2.9 2.9h1.5A1.4 1.4 0 1 1 8.7 7.36 2.9 2.9 0 0 0 7.25 9.5h1.5c0-.36.25-.66.7-.84A2.9 2.9 0 0 0 8 3.25M8 10.5a1 1 0 1 0 0 2 1 1 0 0 0 0-2"
            }
            Self::Dot => "M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6",
            Self::Tick => "M6.5 12.06 2.47 8.03 3.53 6.97 6.5 9.94l5.97-5.97 1.06 1.06z",
            Self::External => {
                "M3.5 2A1.5 1.5 0 0 0 2 3.5v9A1.5 1.5 0 0 0 3.5 14h9a1.5 1.5 0 0 0 1.5-1.5V9h-1.5v3.5h-9v-9H7V2zM9 2v1.5h2.44L6.97 7.97l1.06 1.06L12.5 4.56V7H14V2z"
            }
            Self::Chevron => "M3.97 5.22 2.91 6.28 8 11.37l5.09-5.09-1.06-1.06L8 9.25z",
        }
    }

    const fn attribute(self) -> &'static str {
        match self {
            Self::Success => "success",
            Self::Warning => "warning",
            Self::Danger => "danger",
            Self::Information => "information",
            Self::Unknown => "unknown",
            Self::Dot => "dot",
            Self::Tick => "tick",
            Self::External => "external",
            Self::Chevron => "chevron",
        }
    }
}

/// A 16-pixel icon in the color of its text, hidden from assistive technology.
#[component]
pub fn Icon(
    /// Which shape.
    glyph: Glyph,
) -> impl IntoView {
    view! {
        <svg
            class="wa-icon"
            data-glyph=glyph.attribute()
            viewBox="0 0 16 16"
            aria-hidden="true"
            focusable="false"
        >
            <path fill="currentColor" fill-rule="evenodd" d=glyph.path() />
        </svg>
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn an_icon_is_hidden_from_assistive_technology() {
        let html = Owner::new().with(|| view! { <Icon glyph=Glyph::Warning /> }.to_html());
        assert!(html.contains(r#"aria-hidden="true""#), "{html}");
        assert!(html.contains(r#"data-glyph="warning""#), "{html}");
    }
}
