//! Random numbers.

/// 128 unpredictable bits as hexadecimal digits. `randomUUID` doesn't exist outside secure contexts; this works there.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "this module may touch the window")]
pub fn nonce() -> String {
    let mut bytes = [0_u8; 16];
    if let Some(crypto) = web_sys::window().and_then(|window| window.crypto().ok()) {
        // Fails only for more than 65,536 bytes.
        drop(crypto.get_random_values_with_u8_array(&mut bytes));
    }
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A number from 0 up to 1, for pauses that should differ. Predictable.
#[must_use]
pub fn fraction() -> f64 {
    js_sys::Math::random()
}
