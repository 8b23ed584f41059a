//! The token field: labels, what cleaning removed, and what can be told without asking Meta.

use crate::i18n::{Doubts, Field, Removals, Shapes};

pub(super) const FIELD: Field = Field {
    label: "System User Access Token",
    required: "required",
    helper: "Paste the token that Meta showed you. It is checked at once and saved only when you say so.",
    length: "{count} characters, ends in {last}.",
    length_only: "{count} characters.",
    plausible: "Looks like a token from Meta",
    plausible_asking: "Looks like a token from Meta. Asking Meta about it",
    show: "Show",
    show_spoken: "Show the token",
    hide: "Hide",
    hide_spoken: "Hide the token",
    what: "What is this token?",
    what_body: "With it Chat proves to WhatsApp that its requests come from your business. It belongs to a system \
        user, not to a person, so it goes on working when people leave. Chat keeps it encrypted and never shows \
        it again.",
};

pub(super) const REMOVALS: Removals = Removals {
    sentence: "Removed {list}.",
    and: "and",
    spaces: ["1 space", "{n} spaces"],
    tabs: ["1 tab", "{n} tabs"],
    line_breaks: ["1 line break", "{n} line breaks"],
    no_break_spaces: ["1 no-break space", "{n} no-break spaces"],
    invisible: ["1 invisible character", "{n} invisible characters"],
    quotes: ["1 quotation mark", "{n} quotation marks"],
    labels: ["a label in front", "{n} labels in front"],
};

pub(super) const SHAPES: Shapes = Shapes {
    empty: "Paste the System User Access Token. The guide shows where Meta gives it to you.",
    digits: "This is a number, such as a phone number or a Phone Number ID. The token starts with EAA.",
    app_secret: "This looks like the App Secret of your Meta app. Keep it to yourself: Chat needs the System User \
        Access Token, which starts with EAA.",
    app_token: "This is an app token: it holds your App Secret, so it was not sent anywhere. Generate a token for \
        the system user instead.",
    instagram_token: "This is an Instagram token. Generate one for the system user, with the WhatsApp permissions.",
    jwt: "This is a sign-in token of another service (a JWT). The token from Meta starts with EAA.",
    atlassian_key: "This is an Atlassian API token. The token from Meta starts with EAA.",
    slack_key: "This is a Slack token. The token from Meta starts with EAA.",
    github_key: "This is a GitHub token. The token from Meta starts with EAA.",
    open_ai_key: "This is an OpenAI key. The token from Meta starts with EAA.",
    url: "This is a web address. Copy the token itself from Meta’s window.",
    masked: "This is a hidden or shortened token: part of it is dots. Use the Copy button in Meta’s window.",
    two_tokens: "There are two tokens in the field. Clear it and paste the newer one only.",
    white_space_inside: "There are words beside the token. Copy the token alone.",
    hidden_character: "There is a hidden control character in the text. Copy the token from Meta’s window again.",
    unexpected_character: "There is a character that no token has. Copy the token from Meta’s window again.",
    too_short: "This is too short for a token, so part of it is missing. Copy all of it.",
    too_long: "This is too long for a token. Clear the field and copy the token alone.",
    unknown: "This can’t be a System User Access Token. Copy it from Meta’s window again.",
};

pub(super) const DOUBTS: Doubts = Doubts {
    unusual_start: "Tokens from Meta usually start with EAA. Check that you copied the beginning.",
    unusual_character: "Tokens from Meta usually have letters and digits only. Check that you copied only the token.",
    short: "Tokens from Meta are usually longer. Check that you copied all of it.",
    maybe_two: "This may be two tokens in a row. Compare its length with Meta’s window.",
};
