// Finds accessibility violations in all frames of a page.
//
// Deque's wrapper for Playwright gives each frame one second to load axe, and leaves a frame that takes longer out of
// its search silently. On a slow machine it then reports that the page has no heading, or nothing at all. Here, a
// frame can take any time, and a frame that can't be searched fails the test.

import axe from "axe-core";
import type { Frame, Page } from "@playwright/test";

type Scope = axe.FrameContextObject;

/** Doesn't fetch style sheets again, because frames of other sites can't. */
function options(rules?: string[]): axe.RunOptions & { preload: boolean } {
  return { preload: false, ...(rules === undefined ? {} : { runOnly: { type: "rule", values: rules } }) };
}

/** The result of each frame, parents before children, as axe needs it. */
async function search(frame: Frame, scope: Scope, rules?: string[]): Promise<axe.PartialResult[]> {
  if (!(await frame.evaluate(() => window.axe !== undefined))) await frame.evaluate(axe.source);
  const children = await frame.evaluate((scope) => window.axe!.utils.getFrameContexts(scope), scope);
  const found = [await frame.evaluate(([scope, options]) => window.axe!.runPartial(scope, options), [scope, options(rules)] as const)];
  for (const { frameSelector, frameContext } of children) {
    const element = await frame.evaluateHandle((selector) => window.axe!.utils.shadowSelect(selector), frameSelector);
    const child = await element.asElement()?.contentFrame();
    if (!child) throw new Error(`axe cannot look into the frame ${String(frameSelector)}`);
    found.push(...(await search(child, frameContext, rules)));
  }
  return found;
}

/** The current violations of all rules, or of these, each with its elements. */
export async function violations(page: Page, rules?: string[]): Promise<string[]> {
  const found = await search(page.mainFrame(), { include: [], exclude: [] }, rules);
  const { violations } = await page.evaluate(([found, options]) => window.axe!.finishRun(found, options), [found, options(rules)] as const);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
}

declare global {
  interface Window {
    axe?: typeof axe;
  }
}
