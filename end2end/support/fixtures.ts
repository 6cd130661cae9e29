// What every spec stands on. Import `test` and `expect` from here, never from Playwright itself.
import AxeBuilder from "@axe-core/playwright";
import { test as base, expect, type Page } from "@playwright/test";

/**
 * A test fails if any page of its context logs an error or throws: hydration faults, refused scripts
 * and missing files show themselves there and nowhere else. A test that provokes an error takes it
 * out of `errors` itself.
 */
export const test = base.extend<{ errors: string[] }>({
  errors: [
    async ({ context }, use) => {
      const errors: string[] = [];
      context.on("console", (message) => {
        if (message.type() === "error") errors.push(message.text());
      });
      context.on("weberror", (error) => errors.push(String(error.error())));
      await use(errors);
      expect(errors, "errors in the browser's console").toEqual([]);
    },
    { auto: true },
  ],
});

/** Fails on what keeps people with disabilities from using the page: axe's serious and critical findings. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const grave = violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`);
  expect(grave, "serious or critical accessibility violations").toEqual([]);
}

export { expect };
