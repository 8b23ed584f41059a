//! Every setting: its name, its default, and what it means.

/// One setting, as `--help` prints it.
pub struct Variable {
    /// The name in the environment.
    pub name: &'static str,
    /// What holds where it is unset; empty where nothing does.
    pub default: &'static str,
    /// What it means, in one sentence.
    pub meaning: &'static str,
}

macro_rules! variables {
    ($($name:ident = $default:literal, $meaning:literal;)*) => {
        $(
            #[doc = $meaning]
            pub const $name: Variable =
                Variable { name: concat!("CHAT_", stringify!($name)), default: $default, meaning: $meaning };
        )*

        /// All of them, in the order in which they are printed.
        pub const ALL: &[&Variable] = &[$(&$name),*];
    };
}

variables! {
    LISTEN = "127.0.0.1:8787",
        "Where to listen; port 0 takes any free port.";
    PUBLIC_DIR = "dist",
        "The folder with the built page.";
    DATABASE_URL = "sqlite:chat.db",
        "The database: sqlite:FILE, made on the first start; or postgres://… where there is more than one instance.";
    KEY_FILE = "chat.key",
        "The file with the keys, one KEY_ID:BASE64 a line, the current one first; made on the first start.";
    KEY = "",
        "The same lines in the environment, divided by commas; then CHAT_KEY_FILE is not read.";
    PUBLIC_ORIGIN = "",
        "The origin under which browsers reach the backend through a reverse proxy, such as `https://chat.example.com`.";
    PROXY_SECRET_FILE = "",
        "The file with the secret by which that proxy proves itself, in X-Chat-Proxy-Secret.";
    FORGE_APP_ID = "",
        "The app's ID at Forge, `ari:cloud:ecosystem::app/…`: lets the Forge app open sessions.";
    FORGE_KEYS_URL = "https://forge.cdn.prod.atlassian-dev.net/.well-known/jwks.json",
        "The keys with which Forge signs its Invocation Tokens.";
    FORGE_SHELLS = "https://*.cdn.prod.atlassian-dev.net",
        "The origins from which Forge serves the shell, which may frame the page; divided by spaces.";
    CONNECT_APP_KEY = "",
        "The app's key at Connect: lets Jira sites install the Connect app, and its frames ask.";
    CONNECT_KEYS_URL = "https://connect-install-keys.atlassian.com",
        "The keys with which Connect signs installs, by their key ID below this address.";
    CONNECT_SCRIPT_URL = "https://connect-cdn.atl-paas.net/all.js",
        "Connect's script for the frame; /connect/all.js leads there.";
    JIRA_SITES = "https://*.atlassian.net https://*.jira.com",
        "The Jira sites that are believed and may frame the page; divided by spaces, `*.` stands for any names.";
    ATLASSIAN_API_URL = "https://api.atlassian.com",
        "Atlassian's API, where the rights and the name of a person of the Forge app are asked for.";
    GRAPH_URL = "https://graph.facebook.com",
        "Meta's Graph API, or the sandbox, without a path; plain http only on this machine.";
    GRAPH_VERSION = "v26.0",
        "The version of the Graph API.";
    GRAPH_CONNECT_TIMEOUT_MS = "2000",
        "How long connecting to Meta may take.";
    GRAPH_TRY_TIMEOUT_MS = "5000",
        "How long one try at Meta may take.";
    GRAPH_BUDGET_MS = "11000",
        "How long one check may take in all; less than CHAT_REQUEST_TIMEOUT_MS.";
    GRAPH_TRIES = "3",
        "How often one question to Meta is tried when the fault is not the token's.";
    REQUEST_TIMEOUT_MS = "14000",
        "How long a request may take in all; the page waits 15 seconds.";
    SESSION_SECONDS = "300",
        "How long a session lasts; at most 300.";
    CHECKS_PER_MINUTE = "10",
        "How often one person may have Meta asked, by checks and saves together.";
    TENANT_CHECKS_PER_MINUTE = "30",
        "How often all persons of one tenant may.";
    LOG = "info",
        "What is logged to standard error: a level, or target=level pairs divided by commas.";
}
