//! The characters that show nothing.
//!
//! The table is generated: if a new version of Unicode adds a character, the test prints the table to copy.

/// Whether `c` is in the table. White space isn't: a page can show it as a gap.
pub(super) fn is_invisible(c: char) -> bool {
    RANGES.iter().any(|&(first, last)| (first..=last).contains(&c))
}

/// First and last of each range: the Unicode properties `Default_Ignorable_Code_Point` and `Bidi_Control`, and
/// the blank letters and symbols that neither contains.
static RANGES: [(char, char); 21] = [
    ('\u{ad}', '\u{ad}'),
    ('\u{34f}', '\u{34f}'),
    ('\u{61c}', '\u{61c}'),
    ('\u{115f}', '\u{1160}'),
    ('\u{17b4}', '\u{17b5}'),
    ('\u{180b}', '\u{180f}'),
    ('\u{200b}', '\u{200f}'),
    ('\u{202a}', '\u{202e}'),
    ('\u{2060}', '\u{206f}'),
    ('\u{2800}', '\u{2800}'),
    ('\u{3164}', '\u{3164}'),
    ('\u{fe00}', '\u{fe0f}'),
    ('\u{feff}', '\u{feff}'),
    ('\u{ffa0}', '\u{ffa0}'),
    ('\u{fff0}', '\u{fff8}'),
    ('\u{13441}', '\u{13442}'),
    ('\u{16fe4}', '\u{16fe4}'),
    ('\u{1bca0}', '\u{1bca3}'),
    ('\u{1d159}', '\u{1d159}'),
    ('\u{1d173}', '\u{1d17a}'),
    ('\u{e0000}', '\u{e0fff}'),
];

#[cfg(test)]
mod tests {
    use super::*;
    use icu_properties::CodePointSetData;
    use icu_properties::props::{BidiControl, DefaultIgnorableCodePoint};

    /// Blank by their names, and by no property: the filler of Khitan script, the braille pattern without dots, the
    /// blanks of hieroglyphs, and the null notehead.
    const BLANK: [char; 5] = ['\u{2800}', '\u{13441}', '\u{13442}', '\u{16fe4}', '\u{1d159}'];

    fn is_listed(c: char) -> bool {
        let ignorable = CodePointSetData::new::<DefaultIgnorableCodePoint>();
        let bidi = CodePointSetData::new::<BidiControl>();
        ignorable.contains(c) || bidi.contains(c) || BLANK.contains(&c)
    }

    #[test]
    fn the_table_is_unicodes() {
        let mut ranges: Vec<(char, char)> = Vec::new();
        for c in ('\0'..=char::MAX).filter(|&c| is_listed(c)) {
            match ranges.last_mut() {
                Some((_, last)) if u32::from(*last) + 1 == u32::from(c) => *last = c,
                _ => ranges.push((c, c)),
            }
        }
        let table: Vec<_> =
            ranges.iter().map(|(first, last)| (first.escape_unicode(), last.escape_unicode())).collect();
        let lines = table.iter().map(|(first, last)| format!("    ('{first}', '{last}'),\n"));
        assert!(RANGES.as_slice() == ranges, "the table should be\n{}", lines.collect::<String>());
    }

    #[test]
    fn what_a_token_has_and_white_space_are_visible() {
        assert!(('\0'..='\u{7f}').chain(['\u{a0}', '\u{2003}', '\u{3000}', '…']).all(|c| !is_invisible(c)));
    }
}
