// The sandbox's Jira: its URLs, the backend's settings for it, and its switches for tests.

/** The admin's own Jira site, and another one. */
export const SITE = "acme.jira.localhost";
export const OTHER_SITE = "other.jira.localhost";
/** A website that has nothing to do with Jira. */
export const FOREIGN_SITE = "foreign.localhost";
/** The host name from which Forge serves the shell. */
export const SHELL = "shell.cdn.localhost";

/** The switches of the sandbox's Jira. */
export interface Told {
  /** The Chat backend that its app is installed from. */
  chat?: string;
  /** Whether the person is an admin of the project. */
  administers?: boolean;
}

/** How often the sandbox's Jira was called. */
export interface Asked {
  invocations: number;
  permission_checks: number;
}

export class Jira {
  /** `origin` is its socket. Its sites differ by host name. */
  constructor(readonly origin: string) {}

  /** A URL on one of its hosts. */
  at(host: string, path: string, query: Record<string, string> = {}): string {
    const address = new URL(path, this.origin);
    address.hostname = host;
    for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
    return address.href;
  }

  /** The settings of the backend at `chat` that make it work in this Jira. */
  environment(chat: string): Record<string, string> {
    const originOf = (host: string): string => new URL(this.at(host, "/")).origin;
    return {
      CHAT_PUBLIC_ORIGIN: chat,
      CHAT_JIRA_SITES: [SITE, OTHER_SITE].map(originOf).join(" "),
      CHAT_ATLASSIAN_API_URL: this.origin,
      CHAT_FORGE_APP_ID: "ari:cloud:ecosystem::app/5a4db0c5-7e57-4000-8000-000000000001",
      CHAT_FORGE_KEYS_URL: `${this.origin}/.well-known/jwks.json`,
      CHAT_FORGE_SHELLS: originOf(SHELL),
    };
  }

  async tell(told: Told): Promise<void> {
    const answer = await fetch(`${this.origin}/_sandbox/jira`, {
      method: "PUT",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(told),
    });
    if (!answer.ok) throw new Error(`the sandbox's Jira answered ${answer.status}`);
  }

  async asked(): Promise<Asked> {
    return (await (await fetch(`${this.origin}/_sandbox/jira`)).json()) as Asked;
  }
}
