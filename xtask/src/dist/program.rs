//! Makes what connects the program with its JavaScript half smaller.
//!
//! `wasm-bindgen` gives every function that the two call a name with a hash in it, which stands in both and does not
//! compress; here they get names of one or two letters. It also lets JavaScript call functions of Leptos's that this
//! page never calls, and that nobody can tell to be unused while they are on offer; here they are taken off it.

use super::index::Index;
use super::{order, precompress};
use crate::console::Failure;
use crate::{process, repository};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The streams of Leptos's server functions, which this page has none of. Their names begin so, or hold this.
const UNUSED: &str = "intounderlying";

/// After what index.html asks for: what was taken out leaves more to find, and what is often used comes first, where
/// it has the shorter numbers.
const LAST_ROUND: [&str; 4] = ["-Oz", "--reorder-locals", "--reorder-globals", "--reorder-functions"];

/// One thing that both halves know by a name.
#[derive(Debug, PartialEq)]
struct Renamed {
    old: String,
    new: String,
}

/// What `wasm-opt` says that it has renamed.
#[derive(Debug, Default, PartialEq)]
struct Names {
    /// What the program calls, and the module that has it.
    imports: Vec<Renamed>,
    module: Option<Renamed>,
    /// What the program offers.
    exports: Vec<Renamed>,
}

/// Gives both halves short names, and leaves out what neither needs.
///
/// # Errors
/// When a tool fails, or one half is not found.
pub(super) fn shorten(folder: &Path) -> Result<(), Failure> {
    let program = only(folder, "wasm", "_bg.wasm")?;
    let name = program.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let stem = name.rsplit_once('-').map_or(&*name, |(stem, _)| stem);
    let glue = only(folder, "js", stem)?;

    let work = repository::target().join("page-program");
    fs::create_dir_all(&work).map_err(|reason| Failure::because("make a folder for the program", reason))?;
    let [graph, trimmed, small, named] =
        ["graph.json", "trimmed.wasm", "small.wasm", "named.wasm"].map(|name| work.join(name));
    let options = options()?;
    let features: Vec<&str> = options.iter().map(String::as_str).filter(|it| it.starts_with("--enable-")).collect();

    let offered = renamed(process::command("wasm-opt").args(&features).arg(&program).arg("-o").arg(&small))?.exports;
    fs::write(&graph, wanted(&offered)).map_err(|reason| Failure::because("write what is wanted", reason))?;
    process::run_quietly(
        process::command("wasm-metadce").args(&features).arg(&program).arg("-f").arg(&graph).arg("-o").arg(&trimmed),
    )?;
    let names =
        renamed(process::command("wasm-opt").args(&options).args(LAST_ROUND).arg(&trimmed).arg("-o").arg(&small))?;
    let alike =
        order::named_by_likeness(&fs::read(&small).map_err(|reason| Failure::because("read the program", reason))?)?;
    fs::write(&named, alike).map_err(|reason| Failure::because("write the program", reason))?;
    process::run_quietly(
        process::command("wasm-opt")
            .args(&features)
            .arg("--reorder-functions-by-name")
            .arg(&named)
            .arg("-o")
            .arg(&small),
    )?;

    let mut index = Index::read(folder)?;
    let text = fs::read_to_string(&glue).map_err(|reason| Failure::because("read the glue", reason))?;
    let text = names.told(&private(&text));
    index.replace(&glue.file_name().unwrap_or_default().to_string_lossy(), text.as_bytes())?;
    index.replace(&name, &fs::read(&small).map_err(|reason| Failure::because("read the program", reason))?)
}

/// The one file of this kind that has these words in its name.
fn only(folder: &Path, kind: &str, words: &str) -> Result<PathBuf, Failure> {
    precompress::files(folder)?
        .into_iter()
        .find(|file| {
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            file.extension().is_some_and(|extension| extension == kind) && name.contains(words)
        })
        .ok_or_else(|| Failure(format!("there is no .{kind} in dist; look at Trunk.toml")))
}

/// What index.html has trunk tell `wasm-opt`.
fn options() -> Result<Vec<String>, Failure> {
    let page = fs::read_to_string(repository::root().join("index.html"))
        .map_err(|reason| Failure::because("read index.html", reason))?;
    let options = page.split("data-wasm-opt-params=\"").nth(1).and_then(|rest| rest.split('"').next());
    let options = options.ok_or_else(|| Failure("index.html has no data-wasm-opt-params".to_owned()))?;
    Ok(options.split_whitespace().map(str::to_owned).collect())
}

/// Runs `wasm-opt` so that it gives short names, and reads which. One that does not say which would leave two halves
/// that do not know each other.
fn renamed(wasm_opt: &mut Command) -> Result<Names, Failure> {
    process::output(wasm_opt.arg("--minify-imports-and-exports-and-modules"))
        .map(|said| Names::read(&said))
        .filter(|names| names.module.is_some() && !names.exports.is_empty())
        .ok_or_else(|| Failure("wasm-opt does not say which names it shortened; is it of another version?".to_owned()))
}

/// Tells `wasm-metadce` which exports are to stay.
fn wanted(exports: &[Renamed]) -> String {
    let stays = exports.iter().filter(|export| !export.old.contains(UNUSED));
    let reached: Vec<String> = stays.map(|export| format!("\"{}\"", export.old)).collect();
    let nodes: String =
        exports.iter().map(|export| format!(",\n{{\"name\": \"{0}\", \"export\": \"{0}\"}}", export.old)).collect();
    format!("[{{\"name\": \"the glue\", \"root\": true, \"reaches\": [{}]}}{nodes}]", reached.join(", "))
}

/// The glue without what it offers to other pages than ours. The minifier then leaves out what is unused.
fn private(glue: &str) -> String {
    let line = |line: &str| match line.strip_prefix("export class ") {
        Some(class) => format!("class {class}\n"),
        None => line.replace("export { initSync, ", "export { ") + "\n",
    };
    glue.lines().filter(|line| !line.starts_with("if (Symbol.dispose) ")).map(line).collect()
}

impl Names {
    /// Reads what `wasm-opt` prints: a line `["module", "old", "new"]` for an import, `["old", "new"]` for an export.
    fn read(said: &str) -> Self {
        let mut names = Self::default();
        for line in said.lines() {
            let line = line.trim().trim_end_matches(',');
            let Some(inside) = line.strip_prefix("[\"").and_then(|rest| rest.strip_suffix("\"]")) else { continue };
            let pair = |old: &str, new: &str| Renamed { old: old.to_owned(), new: new.to_owned() };
            match inside.split("\", \"").collect::<Vec<_>>()[..] {
                [module, old, new] => {
                    names.imports.push(pair(old, new));
                    // One module has all, and gets the first letter.
                    names.module = Some(pair(module, "a"));
                }
                [old, new] => names.exports.push(pair(old, new)),
                _ => {}
            }
        }
        names
    }

    /// The glue with the new names in the place of the old: imports are keys of an object, exports fields of `wasm`.
    fn told(&self, glue: &str) -> String {
        let mut told = String::with_capacity(glue.len());
        let mut rest = glue;
        while let Some(start) = rest.find(is_of_name) {
            let end = rest[start..].find(|letter| !is_of_name(letter)).map_or(rest.len(), |length| start + length);
            told.push_str(&rest[..start]);
            let word = &rest[start..end];
            let known = if rest[end..].starts_with(':') {
                find(&self.imports, word)
            } else if told.ends_with("wasm.") {
                find(&self.exports, word)
            } else {
                None
            };
            told.push_str(known.unwrap_or(word));
            rest = &rest[end..];
        }
        told.push_str(rest);
        match &self.module {
            Some(module) => told.replace(&format!("\"{}\"", module.old), &format!("\"{}\"", module.new)),
            None => told,
        }
    }
}

fn find<'a>(names: &'a [Renamed], old: &str) -> Option<&'a str> {
    names.iter().find(|renamed| renamed.old == old).map(|renamed| &*renamed.new)
}

fn is_of_name(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || letter == '_' || letter == '$'
}

#[test]
fn only_the_start_of_the_program_is_on_offer() {
    let glue = "export class Stream {\n}\nif (Symbol.dispose) Stream.prototype[Symbol.dispose] = 1;\n\
                export { initSync, __wbg_init as default };\n";
    assert_eq!(private(glue), "class Stream {\n}\nexport { __wbg_init as default };\n");
}

#[test]
#[cfg(unix)]
fn a_tool_that_does_not_say_what_it_renamed_is_not_believed() {
    assert!(renamed(&mut Command::new("true")).is_err());
}

#[test]
fn both_halves_get_the_same_names() {
    let said = r#"{ "imports": [
  ["./page_bg.js", "__wbg_log_0123", "$"],
  ["./page_bg.js", "__wbg_set_4567", "a"]
 ], "exports": [
  ["memory", "b"],
  ["intounderlyingsink_write", "c"]
 ] }"#;
    let names = Names::read(said);
    let glue = "const memory = wasm.memory, wasm_memory = wasm.memoryX; imports = {\n\
                \"./page_bg.js\": { __wbg_log_0123: function() {}, __wbg_set_4567: __wbg_log_0123 } };";
    let told = "const memory = wasm.b, wasm_memory = wasm.memoryX; imports = {\n\
                \"a\": { $: function() {}, a: __wbg_log_0123 } };";
    assert_eq!(names.told(glue), told);
    assert_eq!(
        wanted(&names.exports),
        "[{\"name\": \"the glue\", \"root\": true, \"reaches\": [\"memory\"]},\n\
         {\"name\": \"memory\", \"export\": \"memory\"},\n\
         {\"name\": \"intounderlyingsink_write\", \"export\": \"intounderlyingsink_write\"}]"
    );
}
