// The sandbox's Jira: where it is found, what a backend has to know of it, and what a test tells it.

/** The admin's own Jira site, and somebody else's. */
export const SITE = "acme.jira.localhost";
export const OTHER_SITE = "other.jira.localhost";
/** A web site that has nothing to do with Jira. */
export const FOREIGN_SITE = "foreign.localhost";
/** Where Forge serves the shell from. */
export const SHELL = "shell.cdn.localhost";

/** What a test may tell the sandbox's Jira. */
export interface Told {
  /** The Chat backend that its app is installed from. */
  chat?: string;
  /** Whether the person administers the project. */
  administers?: boolean;
}

/** How often the sandbox's Jira was asked. */
export interface Asked {
  invocations: number;
  permission_checks: number;
}

export class Jira {
  /** `origin` is where its socket is; its sites are told apart by name. */
  constructor(readonly origin: string) {}

  /** An address on one of its hosts. */
  at(host: string, path: string, query: Record<string, string> = {}): string {
    const address = new URL(path, this.origin);
    address.hostname = host;
    for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
    return address.href;
  }

  /** What the backend at `chat` is told, so that it works inside this Jira. */
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
