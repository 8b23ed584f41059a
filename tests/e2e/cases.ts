// The sandbox's cases and the page's English sentences, read from the files that define them.

import { readFileSync } from "node:fs";

/** What this file needs of a case in sandbox/cases.json. */
interface Case {
  name: string;
  /** A key of locales/en.json: the headline that the page shows. */
  headline: string;
}

const json = (path: string): unknown => JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8"));
const CASES = json("../../sandbox/cases.json") as Case[];
const ENGLISH = json("../../locales/en.json") as Record<string, string>;

/** The names of all cases. */
export const NAMES = CASES.map(({ name }) => name);

/** The headline that the page shows for a case. Its values, such as a number of days, can be anything. */
export function headlineOf(name: string): RegExp {
  const key = CASES.find((one) => one.name === name)?.headline ?? "";
  const text = ENGLISH[key];
  if (text === undefined) throw new Error(`the case \`${name}\` has the headline \`${key}\`, which has no sentence`);
  const literal = text.replace(/[.*+?^$()|[\]\\]/g, "\\$&");
  return new RegExp(`^${literal.replace(/{{\w+}}/g, ".+")}$`);
}
