//! What `--help` prints.

use super::variable::ALL;
use std::fmt::Write;

/// The text of `--help`: every setting with its default and meaning.
#[must_use]
pub fn help() -> String {
    let mut text = String::from(
        "backend: the Chat backend of the WhatsApp Business settings panel. It serves the page and its API.\n\n\
         Usage: backend [--help]\n\nEnvironment:\n",
    );
    for variable in ALL {
        let default = match variable.default {
            "" => String::new(),
            default => format!(" (default {default})"),
        };
        // Writing into a String cannot fail.
        let _written = writeln!(text, "  {}{default}\n      {}", variable.name, variable.meaning);
    }
    text.push_str(
        "\nIt ends with 0 when asked to stop, 1 when it cannot start or work, 2 when a setting is wrong.\n\
         Stop it with Ctrl-C.\n",
    );
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::variable::Variable;

    #[test]
    fn every_setting_is_named_with_its_default() {
        let text = help();
        for variable in ALL {
            assert!(text.contains(variable.name) && text.contains(variable.default), "{}", variable.name);
        }
    }

    #[test]
    fn the_readme_has_the_same_list() {
        let readme = include_str!("../../../README.md");
        for Variable { name, default, meaning } in ALL {
            let default = if default.is_empty() { "none".to_owned() } else { format!("`{default}`") };
            assert!(readme.contains(&format!("\n| `{name}` | {default} | {meaning} |\n")), "{name}");
        }
    }
}
