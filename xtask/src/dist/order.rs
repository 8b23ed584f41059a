//! Puts functions of the program that look alike beside each other.
//!
//! Leptos is compiled anew for every type of view, so the program has hundreds of functions that differ in a few
//! bytes. Brotli finds what repeats wherever it stands, but writes it shorter the nearer it is: this order alone makes
//! the download smaller by more than two per cent, and changes nothing else.

use crate::console::Failure;
use std::collections::HashMap;
use wasm_encoder::{Encode, NameMap, NameSection, Section};
use wasmparser::{Parser, Payload, TypeRef};

/// How many bytes make a piece: the shortest repetition that brotli looks for.
const PIECE: usize = 4;

/// A piece in more functions than this says nothing about any of them.
const TOO_COMMON: usize = 1000;

/// `program` with functions whose names, when sorted, put each behind the one that it shares most with.
///
/// # Errors
/// When it is no WebAssembly.
pub(super) fn named_by_likeness(program: &[u8]) -> Result<Vec<u8>, Failure> {
    let (imported, bodies) = functions(program).map_err(|reason| Failure::because("read the program", reason))?;
    let mut names = NameMap::new();
    let mut ranked: Vec<(usize, usize)> = chain(&bodies).into_iter().enumerate().map(|(rank, at)| (at, rank)).collect();
    ranked.sort_unstable();
    for (at, rank) in ranked {
        // A program has far fewer functions than four bytes can number.
        names.append(imported + at as u32, &format!("{rank:08}"));
    }
    let mut section = NameSection::new();
    section.functions(&names);
    let mut named = program.to_vec();
    named.push(section.id());
    section.encode(&mut named);
    Ok(named)
}

/// How many functions are imported, and the bodies of the others.
fn functions(program: &[u8]) -> wasmparser::Result<(u32, Vec<&[u8]>)> {
    let (mut imported, mut bodies) = (0, Vec::new());
    for payload in Parser::new(0).parse_all(program) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(body.as_bytes()),
            _ => {}
        }
    }
    Ok((imported, bodies))
}

/// An order of `texts` that begins with the longest; each is followed by the one left that shares most pieces with it,
/// for its size.
fn chain(texts: &[&[u8]]) -> Vec<usize> {
    let (pieces, holders) = pieces(texts);
    let mut left: Vec<bool> = texts.iter().map(|_| true).collect();
    let mut order = Vec::with_capacity(texts.len());
    let mut next = (0..texts.len()).max_by_key(|at| texts[*at].len());
    while let Some(last) = next {
        left[last] = false;
        order.push(last);
        let mut shared = vec![0_u32; texts.len()];
        for piece in &pieces[last] {
            for holder in holders[*piece].iter().filter(|holder| left[**holder]) {
                shared[*holder] += 1;
            }
        }
        let likeness = |at: &usize| f64::from(shared[*at]) / (pieces[*at].len().max(1) as f64).sqrt();
        let remaining = (0..texts.len()).filter(|at| left[*at]);
        next = remaining.max_by(|a, b| likeness(a).total_cmp(&likeness(b)));
    }
    order
}

/// The pieces of each text by number, and the texts that hold each of them.
fn pieces(texts: &[&[u8]]) -> (Vec<Vec<usize>>, Vec<Vec<usize>>) {
    let mut numbers = HashMap::new();
    let mut holders: Vec<Vec<usize>> = Vec::new();
    let mut pieces: Vec<Vec<usize>> = texts.iter().map(|_| Vec::new()).collect();
    for (at, text) in texts.iter().enumerate() {
        for piece in text.windows(PIECE) {
            let number = *numbers.entry(piece).or_insert_with(|| {
                holders.push(Vec::new());
                holders.len() - 1
            });
            if holders[number].last() != Some(&at) {
                holders[number].push(at);
                pieces[at].push(number);
            }
        }
    }
    pieces.iter_mut().for_each(|of_text| of_text.retain(|number| holders[*number].len() < TOO_COMMON));
    (pieces, holders)
}

#[test]
fn what_is_alike_stands_together() {
    let texts: [&[u8]; 5] = [b"one two three", b"green blue red", b"one two four", b"", b"green blue grey and black"];
    assert_eq!(chain(&texts), [4, 1, 3, 2, 0]);
}

#[test]
fn each_function_gets_one_name_and_nothing_else_changes() {
    use wasm_encoder::{CodeSection, EntityType, Function, FunctionSection, ImportSection, Module, TypeSection};
    let mut module = Module::new();
    let (mut types, mut imports) = (TypeSection::new(), ImportSection::new());
    let (mut functions, mut code) = (FunctionSection::new(), CodeSection::new());
    types.ty().function([], []);
    imports.import("host", "log", EntityType::Function(0));
    for _ in 0..3 {
        functions.function(0);
        let mut body = Function::new([]);
        body.instructions().end();
        code.function(&body);
    }
    module.section(&types).section(&imports).section(&functions).section(&code);
    let program = module.finish();
    let named = named_by_likeness(&program).unwrap();
    assert_eq!(named[..program.len()], program);
    let added = String::from_utf8_lossy(&named[program.len()..]).into_owned();
    let names: Vec<_> = (0..3).filter(|rank| added.matches(&format!("{rank:08}")).count() == 1).collect();
    assert_eq!((names.len(), added.contains("name")), (3, true));
    assert!(named_by_likeness(b"no program").is_err());
}
