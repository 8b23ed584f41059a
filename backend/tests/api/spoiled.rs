//! Tokens that are wrong in one way, and right in all others.

use crate::tokens::{Key, raw, strangers_key};
use jsonwebtoken::Algorithm::{self, HS256, PS256, RS256, RS384, RS512};
use jsonwebtoken::EncodingKey;
use serde_json::{Value, json};

/// What is wrong with a token, and the token.
pub(crate) type Wrong = (String, String);

/// The parts of a right token.
pub(crate) struct Right {
    pub(crate) header: Value,
    pub(crate) claims: Value,
    pub(crate) key: EncodingKey,
    pub(crate) algorithm: Algorithm,
}

impl Right {
    pub(crate) fn signed(&self) -> String {
        raw(&self.header.to_string(), &self.claims.to_string(), &self.key, self.algorithm)
    }

    /// Signed with another algorithm, which its header names.
    pub(crate) fn by(&self, algorithm: Algorithm, key: &EncodingKey) -> String {
        let mut header = self.header.clone();
        header["alg"] = json!(format!("{algorithm:?}"));
        raw(&header.to_string(), &self.claims.to_string(), key, algorithm)
    }

    /// With the value at `path` set, or removed if `value` is null.
    fn with(&self, part: &str, path: &str, value: &Value) -> String {
        let (mut header, mut claims) = (self.header.clone(), self.claims.clone());
        let root = if part == "header" { &mut header } else { &mut claims };
        let (parent, name) = path.rsplit_once('/').unwrap();
        let parent = root.pointer_mut(parent).unwrap().as_object_mut().unwrap();
        match value {
            Value::Null => drop(parent.remove(name)),
            value => drop(parent.insert(name.to_owned(), value.clone())),
        }
        raw(&header.to_string(), &claims.to_string(), &self.key, self.algorithm)
    }

    /// With a repeated claim, the wrong one first or last.
    fn twice(&self, name: &str, value: &Value) -> [String; 2] {
        let claims = self.claims.to_string();
        let more = format!("\"{name}\":{value}");
        let first = claims.replacen('{', &format!("{{{more},"), 1);
        let last = format!("{},{more}}}", claims.strip_suffix('}').unwrap());
        [first, last].map(|claims| raw(&self.header.to_string(), &claims, &self.key, self.algorithm))
    }
}

/// Faults of any token. `now` is when it was made.
pub(crate) fn in_general(right: &Right, now: i64) -> Vec<Wrong> {
    let good = right.signed();
    let [header, claims, signature] = good.split('.').collect::<Vec<_>>()[..] else { panic!("three parts") };
    let mut altered = signature.to_owned();
    let last = altered.pop().unwrap();
    altered.push(if last == 'A' { 'E' } else { 'A' });
    let nothing = |alg: &str| {
        let message = right.with("header", "/alg", &json!(alg));
        format!("{}.", message.rsplit_once('.').unwrap().0)
    };
    let other = right.with("claims", "/iat", &json!(now - 1));
    let other_signature = other.rsplit('.').next().unwrap();
    let long = json!("x".repeat(9 * 1024));
    let huge = json!("x".repeat(100 * 1024));
    let mut wrong: Vec<(&str, String)> = vec![
        ("empty", String::new()),
        ("one word", "token".into()),
        ("two dots", "..".into()),
        ("alg none, unsigned", nothing("none")),
        ("alg None, unsigned", nothing("None")),
        ("its alg, unsigned", format!("{header}.{claims}.")),
        ("alg none, signed", right.with("header", "/alg", &json!("none"))),
        ("alg in small letters", right.with("header", "/alg", &json!(format!("{:?}", right.algorithm).to_lowercase()))),
        ("no alg", right.with("header", "/alg", &Value::Null)),
        ("alg a list", right.with("header", "/alg", &json!(["RS256", "HS256"]))),
        ("an extension", right.with("header", "/crit", &json!(["b64"]))),
        ("without its last character", good[..good.len() - 1].to_owned()),
        ("without its signature", format!("{header}.{claims}")),
        ("four parts", format!("{good}.{signature}")),
        ("a signature altered", format!("{header}.{claims}.{altered}")),
        ("another one's signature", format!("{header}.{claims}.{other_signature}")),
        ("padded", format!("{good}=")),
        ("a space behind it", format!("{good} x")),
        ("longer than 8 KiB", right.with("claims", "/more", &long)),
        ("longer than 100 KiB", right.with("claims", "/more", &huge)),
        ("no issuer", right.with("claims", "/iss", &Value::Null)),
        ("issuers", right.with("claims", "/iss", &json!([right.claims["iss"]]))),
        (
            "an issuer and more",
            right.with("claims", "/iss", &json!(format!("{} ", right.claims["iss"].as_str().unwrap()))),
        ),
        ("no end", right.with("claims", "/exp", &Value::Null)),
        ("ended", right.with("claims", "/exp", &json!(now - 6))),
        ("an end in words", right.with("claims", "/exp", &json!((now + 25).to_string()))),
        ("an end in parts", right.with("claims", "/exp", &json!(4e9))),
        ("an end before time", right.with("claims", "/exp", &json!(-1))),
        ("no beginning", right.with("claims", "/iat", &Value::Null)),
        ("begins later", right.with("claims", "/iat", &json!(now + 60))),
        ("holds later", right.with("claims", "/nbf", &json!(now + 60))),
        ("claims in a list", raw(&right.header.to_string(), "[]", &right.key, right.algorithm)),
        ("no claims", raw(&right.header.to_string(), "{}", &right.key, right.algorithm)),
        ("claims that are no JSON", raw(&right.header.to_string(), "{\"iss\":", &right.key, right.algorithm)),
    ];
    for name in ["iss", "exp", "iat"] {
        let value = if name == "iss" { json!("somebody") } else { right.claims[name].clone() };
        wrong.extend(right.twice(name, &value).map(|token| ("a claim twice", token)));
    }
    let twice = right.header.to_string().replacen('{', "{\"alg\":\"none\",", 1);
    wrong.push(("alg twice", raw(&twice, &right.claims.to_string(), &right.key, right.algorithm)));
    wrong.into_iter().map(|(what, token)| (what.to_owned(), token)).collect()
}

/// Faults of the key and the algorithm.
pub(crate) fn of_keys(right: &Right, key: &Key, kids: &[&str]) -> Vec<Wrong> {
    let stranger = strangers_key();
    let secret = |text: &str| EncodingKey::from_secret(text.as_bytes());
    let (header, claims) = (right.header.to_string(), right.claims.to_string());
    let mut wrong = vec![
        ("HS256 with the public key as PEM", right.by(HS256, &secret(&key.pem))),
        ("HS256 with the trimmed PEM", right.by(HS256, &secret(key.pem.trim()))),
        ("HS256 with the modulus", right.by(HS256, &secret(key.jwk["n"].as_str().unwrap()))),
        ("HS256 with nothing", right.by(HS256, &secret(""))),
        ("RS384", right.by(RS384, &key.private)),
        ("RS512", right.by(RS512, &key.private)),
        ("PS256", right.by(PS256, &key.private)),
        ("RS384 that says RS256", raw(&header, &claims, &key.private, RS384)),
        ("a stranger's signature", raw(&header, &claims, &stranger.private, RS256)),
        ("a key of its own", {
            let mut header = right.header.clone();
            header["jwk"] = stranger.jwk.clone();
            raw(&header.to_string(), &claims, &stranger.private, RS256)
        }),
        ("an address of keys", {
            let mut header = right.header.clone();
            header["jku"] = json!("http://127.0.0.1:1/jwks.json");
            header["x5u"] = json!("http://127.0.0.1:1/x5u");
            raw(&header.to_string(), &claims, &stranger.private, RS256)
        }),
        ("no key ID", right.with("header", "/kid", &Value::Null)),
        ("a key ID in digits", right.with("header", "/kid", &json!(1))),
    ];
    wrong.extend(kids.iter().map(|kid| ("another key ID", right.with("header", "/kid", &json!(kid)))));
    wrong.into_iter().map(|(what, token)| (what.to_owned(), token)).collect()
}

/// Faults of the claims: each claim of `bad`, set to each of its values.
pub(crate) fn of_claims(right: &Right, bad: &[(&str, &[Value])]) -> Vec<Wrong> {
    let set = |path: &str, value: &Value| (format!("{path} is {value}"), right.with("claims", path, value));
    bad.iter().flat_map(|(path, values)| values.iter().map(move |value| set(path, value))).collect()
}
