// What the page has to make of every token of the sandbox: the headline, word by word, and how its advice begins.

import type { Tone } from "./settings_page.ts";

/** A headline: what it means, and how its advice begins. */
export interface Headline {
  tone: Tone;
  advice: string;
}

/** Every headline that a token of the sandbox leads to. */
export const HEADLINES: Record<string, Headline> = {
  "This token is ready": { tone: "success", advice: "Meta accepts it, and it has what Chat needs." },

  "This token expires in 60 days": { tone: "warning", advice: "It works until " },
  "This token expires in 5 days": { tone: "warning", advice: "It works until " },
  "Access to data ends in 30 days": { tone: "warning", advice: "From " },
  "Its expiry isn’t known": { tone: "warning", advice: "The token works now. Meta would not say when it expires" },
  "The app isn’t known": { tone: "warning", advice: "Meta would not say which app the token was made for." },
  "This is a person’s token": { tone: "warning", advice: "It works now, and ends when that person changes" },
  "Meta answered only in part": { tone: "warning", advice: "Meta would not say whose" },
  "Whose token it is isn’t known": { tone: "warning", advice: "Meta names a kind of owner" },

  "This token ends within two days": { tone: "danger", advice: "It is most likely the temporary one from Meta’s API Setup page." },
  "This is a page’s token": { tone: "danger", advice: "Chat can’t use the token of a Facebook page." },
  "This is the app’s own token": { tone: "danger", advice: "Chat can’t use it, and it gives power over your app." },
  "This token can’t send messages": { tone: "danger", advice: "The permission whatsapp_business_messaging is missing." },
  "This token can’t see your account": {
    tone: "danger",
    advice: "The permission whatsapp_business_management is missing.",
  },
  "WhatsApp permissions are missing": { tone: "danger", advice: "The token has neither whatsapp_business_messaging nor " },
  "This token has expired": { tone: "danger", advice: "Generate a new one with the expiration Never" },
  "Meta refuses this token": { tone: "danger", advice: "Meta gives no closer reason." },
  "The app isn’t assigned yet": { tone: "danger", advice: "Assign the app to the system user first, then generate" },
  "The token’s owner must sign in": { tone: "danger", advice: "The token’s owner has to sign in" },
  "This token was revoked": { tone: "danger", advice: "A revoked token can’t be brought back." },
  "This token is cut or altered": { tone: "danger", advice: "Part of it is missing or was changed on the way." },
  "A permission is missing": { tone: "danger", advice: "Generate a new token with whatsapp_business_messaging and " },
  "The WhatsApp account isn’t assigned": { tone: "danger", advice: "Assign your WhatsApp account to the system user" },
  "Meta shows no WhatsApp account": { tone: "danger", advice: "Check that the system user and the WhatsApp account" },
  "The app demands its App Secret": { tone: "danger", advice: "The token may be fine. In your Meta app, open " },
  "Meta has locked the account": { tone: "danger", advice: "Meta Business Support can say why and how to appeal." },

  "Meta has blocked your business": { tone: "neutral", advice: "Meta answers nothing for this business just now" },
  "Unexpected response from Meta": { tone: "neutral", advice: "The token may be right." },
  "Meta asks us to wait": { tone: "neutral", advice: "Meta limits how often it can be asked. Try again in " },
  "Meta is having problems": { tone: "neutral", advice: "The token may well be right." },
  "We couldn’t reach Meta": { tone: "neutral", advice: "The connection from Chat to Meta failed. The token may be right" },
  "Meta didn’t answer in time": { tone: "neutral", advice: "Meta took too long. The token may be right" },
  "Meta’s answer made no sense": { tone: "neutral", advice: "What came back was cut off, or was no answer" },
};

/** The headlines of the tokens, in the order of the sandbox's table. */
const ROWS: [headline: string, ...names: string[]][] = [
  [
    "This token is ready",
    "good",
    "granular-scopes-with-targets",
    "extra-scopes",
    "second-app",
    "slow",
    "flaky",
    "revoked-after-saving",
    "expired-after-saving",
    "outage-after-saving",
  ],
  ["This token expires in 60 days", "expires-in-60-days"],
  ["This token expires in 5 days", "expires-in-5-days"],
  ["Access to data ends in 30 days", "data-access-expires-in-30-days"],
  ["Its expiry isn’t known", "expiration-missing"],
  ["The app isn’t known", "app-missing"],
  ["This is a person’s token", "long-lived-user-token"],
  ["Whose token it is isn’t known", "undocumented-type"],
  ["This token ends within two days", "temporary-user-token"],
  ["This is a page’s token", "page-token"],
  ["This is the app’s own token", "app-token"],
  ["This token can’t send messages", "messaging-missing"],
  ["This token can’t see your account", "management-missing"],
  ["WhatsApp permissions are missing", "no-permissions"],
  ["This token has expired", "expired"],
  ["Meta refuses this token", "invalid"],
  ["The app isn’t assigned yet", "not-installed"],
  ["The token’s owner must sign in", "checkpointed"],
  ["This token was revoked", "reported-revoked", "revoked"],
  ["This token is cut or altered", "echoes-token"],
  ["A permission is missing", "permission-denied"],
  ["The WhatsApp account isn’t assigned", "asset-access"],
  ["Meta shows no WhatsApp account", "object-not-visible"],
  ["The app demands its App Secret", "app-secret-proof-needed"],
  ["Meta has locked the account", "account-locked"],
  ["Meta has blocked your business", "policy-block"],
  ["Unexpected response from Meta", "unknown-code"],
  ["Meta answered only in part", "self-inspection-denied"],
  ["Meta is having problems", "meta-unavailable", "html-503"],
  ["Meta asks us to wait", "app-limit-wait-2-minutes", "account-limit-wait-19-minutes"],
  ["We couldn’t reach Meta", "reset"],
  ["Meta’s answer made no sense", "truncated", "html-200", "oversized", "redirect"],
  ["Meta didn’t answer in time", "hanging"],
];

/** The expected headline of each token, by the token's name. */
export const EXPECTED = new Map(ROWS.flatMap(([headline, ...names]) => names.map((name) => [name, headline])));

/** The words in which Meta's own wish to wait comes back. */
export const WAITS: Record<string, string> = {
  "app-limit-wait-2-minutes": "Try again in 2 minutes.",
  "account-limit-wait-19-minutes": "Try again in 19 minutes.",
};
