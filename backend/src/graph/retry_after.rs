//! How long Meta asks to wait: `Retry-After` in both of its forms (RFC 9110), and Meta's own usage header.

use reqwest::header::{HeaderMap, RETRY_AFTER};
use serde_json::Value;
use std::time::SystemTime;

/// Meta's header with the limits of a business; it counts minutes.
const USAGE: &str = "x-business-use-case-usage";

/// The longest wait that is passed on, in seconds: a day.
const MAX_WAIT: u64 = 86_400;

/// The seconds to wait, if the headers name any.
pub(super) fn seconds(headers: &HeaderMap, now: SystemTime) -> Option<u32> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let wait = text(RETRY_AFTER.as_str()).and_then(|text| retry_after(text, now)).or_else(|| usage(text(USAGE)?))?;
    u32::try_from(wait.min(MAX_WAIT)).ok().filter(|seconds| *seconds > 0)
}

fn retry_after(text: &str, now: SystemTime) -> Option<u64> {
    let date = || httpdate::parse_http_date(text).ok()?.duration_since(now).ok().map(|wait| wait.as_secs());
    text.trim().parse().ok().or_else(date)
}

/// The longest of the waits that the header names: `{business: [{estimated_time_to_regain_access: minutes}]}`.
fn usage(text: &str) -> Option<u64> {
    let usage: Value = serde_json::from_str(text).ok()?;
    let entries = usage.as_object()?.values().filter_map(Value::as_array).flatten();
    let minutes = entries.filter_map(|entry| entry.get("estimated_time_to_regain_access")?.as_u64());
    minutes.max().map(|minutes| minutes.saturating_mul(60))
}

#[cfg(test)]
mod tests {
    use super::*;
    use reqwest::header::HeaderValue;
    use std::time::Duration;

    fn check(name: &'static str, value: &str, expected: Option<u32>) {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_795_000_000);
        let headers = HeaderMap::from_iter([(name.parse().unwrap(), HeaderValue::from_str(value).unwrap())]);
        assert_eq!(seconds(&headers, now), expected, "{name}: {value}");
    }

    #[test]
    fn every_form_of_a_wait_is_parsed_and_anything_else_is_ignored() {
        check("retry-after", "120", Some(120));
        check("retry-after", " 7 ", Some(7));
        check("retry-after", "99999999999", Some(86_400));
        check("retry-after", "Wed, 18 Nov 2026 11:16:40 GMT", Some(600));
        check("retry-after", "Wed, 18 Nov 2020 11:16:40 GMT", None);
        check("retry-after", "soon", None);
        check("retry-after", "-1", None);
        check("retry-after", "0", None);
        check(
            USAGE,
            r#"{"1":[{"estimated_time_to_regain_access":3}],"2":[{"estimated_time_to_regain_access":19}]}"#,
            Some(1_140),
        );
        check(USAGE, r#"{"1":[{"estimated_time_to_regain_access":0}]}"#, None);
        check(USAGE, r#"{"1":{"call_count":3}}"#, None);
        check(USAGE, "{", None);
    }
}
