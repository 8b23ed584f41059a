// The paths of the contract for the project SUP, as the proxy matches them.

/** Reading the settings. */
export const SETTINGS = { method: "GET", path: "/api/projects/SUP/whatsapp" };
/** Checking a token that isn't saved. */
export const TOKEN_CHECK = { method: "POST", path: "/api/projects/SUP/whatsapp/token-checks" };
/** Checking and saving a token. */
export const SAVE = { method: "PUT", path: "/api/projects/SUP/whatsapp/token" };
/** Disconnecting. */
export const DISCONNECT = { method: "DELETE", path: "/api/projects/SUP/whatsapp/token" };
/** Checking the saved token again. */
export const CHECK_AGAIN = { method: "POST", path: "/api/projects/SUP/whatsapp/checks" };
/** Opening a session. */
export const SESSION = { method: "POST", path: "/api/session" };
/** Opening a session from inside Jira. Forge calls it, not the page. */
export const FORGE_SESSION = { method: "POST", path: "/forge/session" };

/** The path of a URL. Inside Jira, the project SUP goes by its ID, which never changes. */
export function pathOf(address: string): string {
  return new URL(address, "http://any").pathname.replace("/projects/10000/", "/projects/SUP/");
}
