// The sandbox's control API: its tokens, and how often Meta was called.

import type { World } from "./world.ts";

/** A row of the sandbox's table. */
export interface Row {
  name: string;
  token: string;
  about: string;
}

/** All rows of the table. */
export async function rows(world: World): Promise<Row[]> {
  return (await ask(world, "/_sandbox/tokens")) as Row[];
}

/** The token with this name. */
export async function token(world: World, name: string): Promise<string> {
  const row = (await rows(world)).find((row) => row.name === name);
  if (row === undefined) throw new Error(`the sandbox has no token \`${name}\``);
  return row.token;
}

/** How often Meta was called so far. */
export async function asked(world: World): Promise<number> {
  const { total } = (await ask(world, "/_sandbox/requests")) as { total: number };
  return total;
}

async function ask(world: World, path: string): Promise<unknown> {
  const answer = await fetch(world.sandbox.origin + path);
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
  return answer.json();
}
