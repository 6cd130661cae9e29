// What must not happen during an edit: a lost press, a lost place, a page that loads by itself, a fault that vanishes.
import type { Locator, Page } from "@playwright/test";
import { Calculator } from "../support/calculator";
import { expect, expectAccessible, test } from "../support/fixtures";

/** The pages that load from here on. */
function loads(page: Page): string[] {
  const addresses: string[] = [];
  page.on("request", (request) => {
    if (request.isNavigationRequest()) addresses.push(request.url());
  });
  return addresses;
}

/** A press as a person makes it: the button stays down for a while. */
async function press(page: Page, target: Locator): Promise<void> {
  const box = await target.boundingBox();
  if (!box) throw new Error("nothing to press");
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.waitForTimeout(200);
  await page.mouse.up();
}

/** Focuses a field near the middle of the screen, so that what is next to it is in view. */
async function focusInView(page: Page, field: Locator): Promise<void> {
  await field.evaluate((input) => {
    input.scrollIntoView({ block: "center" });
    (input as HTMLElement).focus({ preventScroll: true });
  });
  await page.waitForTimeout(50);
}

const FINER = "#input-functions\\.0\\.log_kb";
const size = { phone: { width: 360, height: 740 }, desktop: { width: 1280, height: 800 } };

for (const javaScriptEnabled of [true, false]) {
  for (const [name, viewport] of Object.entries(size)) {
    test.describe(`on a ${name} with JavaScript ${javaScriptEnabled ? "on" : "off"}`, () => {
      test.use({ javaScriptEnabled, viewport, hasTouch: name === "phone" });

      test("the first press after a field counts", async ({ page }) => {
        await page.goto("/");
        if (javaScriptEnabled) await page.locator(".calculator[data-live]").waitFor();
        const finer = page.locator(`.item:has(${FINER}) > .fine`).first();
        const summary = finer.locator("summary").first();
        const before = await finer.getAttribute("open");
        await focusInView(page, page.locator(FINER));
        await press(page, summary);
        expect(await finer.getAttribute("open")).not.toBe(before);
        if (name === "phone") {
          await focusInView(page, page.locator(FINER));
          await summary.tap();
          expect(await finer.getAttribute("open")).toBe(before);
        }
        const api = page.locator('fieldset:has([name="api.kind"])');
        await focusInView(page, api.locator("input:visible").last());
        await press(page, page.getByRole("button", { name: "Remove API" }));
        await expect(page.locator('[name="api.kind"]')).toHaveCount(0);
        await expect(page.getByRole("button", { name: "Add API" })).toBeFocused();
      });

      test("help moves nothing, is whole, and covers neither its input nor the next control", async ({ page }) => {
        await page.goto("/");
        if (javaScriptEnabled) await page.locator(".calculator[data-live]").waitFor();
        for (const path of ["region", "traffic.burst", "api.response_kb", "functions.0.log_kb", "tables.0.class"]) {
          const field = page.locator(`.field:has([name="${path}"])`);
          const next = page.locator(
            `xpath=//*[@name="${path}"]/following::*[self::input or self::select or self::button or self::summary][1]`,
          );
          await page.locator("h1").click();
          await field.evaluate((element) => element.scrollIntoView({ block: "center" }));
          const before = await next.boundingBox();
          await field.locator(`[name="${path}"]`).evaluate((input) => (input as HTMLElement).focus({ preventScroll: true }));
          const help = field.locator(".help");
          await expect(help).toBeVisible();
          expect(await next.boundingBox(), path).toEqual(before);
          const box = await help.boundingBox();
          const own = await field.locator(`[name="${path}"]`).boundingBox();
          if (!box || !own || !before) throw new Error(`${path} is not to be seen`);
          expect(box.x, path).toBeGreaterThanOrEqual(0);
          expect(box.x + box.width, path).toBeLessThanOrEqual(viewport.width);
          expect(box.y, path).toBeGreaterThanOrEqual(0);
          expect(box.y + box.height, path).toBeLessThanOrEqual(viewport.height);
          for (const other of [own, before]) {
            const apart =
              box.x + box.width <= other.x ||
              other.x + other.width <= box.x ||
              box.y + box.height <= other.y ||
              other.y + other.height <= box.y;
            expect(apart, `the help of ${path} covers a control`).toBe(true);
          }
        }
      });

      test("the focus follows what is added or removed", async ({ page }) => {
        const calculator = new Calculator(page);
        await page.goto("/");
        if (javaScriptEnabled) await page.locator(".calculator[data-live]").waitFor();
        const link = () => page.locator("a.permalink").getAttribute("href");
        const open = page.locator("details.fine[open]");
        const [before, length] = [await open.count(), ((await link()) ?? "").length];
        await page.getByRole("button", { name: "Add function" }).click();
        const added = calculator.field("functions.2.name");
        await expect(added).toBeFocused();
        await expect(added).toBeInViewport();
        await expect(page.getByText("Function 3 function-3").first()).toBeInViewport();
        expect(page.url()).toContain("#input-functions.2.name");
        expect(new URL(page.url()).search.length).toBeLessThan(length + 200);
        await expect(open).toHaveCount(before);
        await page.getByRole("button", { name: "Remove Function 3 function-3" }).click();
        await expect(added).toHaveCount(0);
        await expect(page.getByRole("button", { name: "Add function" })).toBeFocused();
        await expect(page.getByRole("button", { name: "Add function" })).toBeInViewport();
      });
    });
  }
}

test("Escape hides help until the focus moves", async ({ page }) => {
  const calculator = new Calculator(page);
  await calculator.open();
  await calculator.field("traffic.burst").focus();
  const help = page.locator('[id="help-traffic.burst"]');
  await expect(help).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(help).toBeHidden();
  await expect(calculator.field("traffic.burst")).toBeFocused();
  await calculator.field("traffic.retry_rate").focus();
  await calculator.field("traffic.burst").focus();
  await expect(help).toBeVisible();
});

test("Enter in a field loads nothing and loses nothing", async ({ page }) => {
  const calculator = new Calculator(page);
  await calculator.open();
  const finer = page.locator(".fine").first();
  const before = await finer.getAttribute("open");
  await finer.locator("summary").first().click();
  await calculator.field("traffic.requests_per_month").fill("60000000");
  await expect(page).toHaveURL(/requests_per_month=60000000/);
  const [loaded, address] = [loads(page), page.url()];
  await page.keyboard.press("Enter");
  await page.waitForTimeout(300);
  expect(loaded).toEqual([]);
  expect(page.url()).toBe(address);
  await expect(calculator.field("traffic.requests_per_month")).toBeFocused();
  expect(await finer.getAttribute("open")).not.toBe(before);
});

test("a day is typed before its prices are loaded", async ({ page }) => {
  const calculator = new Calculator(page);
  await calculator.open();
  const loaded = loads(page);
  await calculator.field("prices").focus();
  await page.keyboard.type("10152024", { delay: 60 });
  await expect(calculator.field("prices")).toHaveValue("2024-10-15");
  await expect(page.locator(".summary")).toContainText("This region and day have other prices.");
  await page.waitForTimeout(300);
  expect(loaded).toEqual([]);
  // A date has parts, and a button for the calendar: Tab leaves it after the last.
  for (let tabs = 0; tabs < 4 && loaded.length === 0; tabs++) {
    await page.keyboard.press("Tab");
    await page.waitForTimeout(200);
  }
  await expect(page.locator(".as-of")).toHaveText("us-east-1 · prices of 2024-10-15");
  await expect(calculator.field("billing.hours_per_month")).toBeFocused();
  expect(loaded).toHaveLength(1);
});

test("Enter loads the prices of a typed day", async ({ page }) => {
  const calculator = new Calculator(page);
  await calculator.open();
  const loaded = loads(page);
  await calculator.field("prices").focus();
  await page.keyboard.type("10152024");
  await page.keyboard.press("Enter");
  await expect(page.locator(".as-of")).toHaveText("us-east-1 · prices of 2024-10-15");
  await expect(calculator.field("prices")).toBeFocused();
  expect(loaded).toHaveLength(1);
});

test("arrows choose a region before its prices are loaded", async ({ page }) => {
  const calculator = new Calculator(page);
  await calculator.open();
  const loaded = loads(page);
  await calculator.field("region").focus();
  for (let presses = 0; presses < 4; presses++) {
    await page.keyboard.press("ArrowDown");
    await page.waitForTimeout(100);
  }
  const region = await calculator.field("region").inputValue();
  expect(region).not.toBe("us-east-1");
  expect(loaded).toEqual([]);
  await page.keyboard.press("Tab");
  await expect(page.locator(".as-of")).toHaveText(`${region} · prices of 2026-11-23`);
  await expect(calculator.field("prices")).toBeFocused();
  expect(loaded).toHaveLength(1);
});

test("a button still edits after another region is chosen", async ({ page }) => {
  const calculator = new Calculator(page);
  await calculator.open();
  await calculator.field("region").selectOption("eu-west-1");
  await calculator.field("region").focus();
  await press(page, page.getByRole("button", { name: "Add discount" }));
  await expect(calculator.field("billing.discounts.0.service")).toBeFocused();
  await expect(page.locator(".as-of")).toHaveText("eu-west-1 · prices of 2026-11-23");
});

test("a sum with gaps never looks like a total", async ({ page }) => {
  const calculator = new Calculator(page);
  await calculator.openAt("2025-03-15");
  await calculator.moveTo("ap-southeast-2");
  await expect(page.locator(".as-of")).toHaveText("ap-southeast-2 · prices of 2025-03-15");
  for (const requests of [undefined, "60000000"]) {
    if (requests) {
      const before = await calculator.total.textContent();
      await calculator.field("traffic.requests_per_month").fill(requests);
      await expect(calculator.total).not.toHaveText(before ?? "");
    }
    await expect(calculator.total).toContainText("at least $");
    await expect(page.locator(".summary .missing")).toHaveText("4 of 12 lines have no price here");
    await expect(page.locator(".summary")).not.toContainText(/exactly|28 digits|per million|%/);
    await expect(page.locator(".shares svg")).toHaveCount(0);
    await expect(page.locator(".gaps li")).toContainText(["AWS Lambda: Requests"]);
  }
  const colour = (selector: string) => page.locator(selector).evaluate((node) => getComputedStyle(node).color);
  expect(await colour(".total strong")).toBe(await colour(".as-of"));
  await expectAccessible(page);
});

test("an unknown field stays named and in the address until it is emptied", async ({ page, errors }) => {
  const calculator = new Calculator(page);
  await calculator.open("/?traffic.requests_per_month=1000&foo=bar");
  expect(errors.splice(0)).toEqual([expect.stringContaining("422")]);
  await expect(calculator.faults).toHaveText([/^foo: is not a field/]);
  await calculator.field("traffic.requests_per_month").fill("2000");
  await expect(page).toHaveURL(/requests_per_month=2000/);
  await expect(page).toHaveURL(/foo=bar/);
  await expect(calculator.faults).toHaveText([/^foo: is not a field/]);
  await expectAccessible(page);
  await calculator.faults.getByRole("link").click();
  await expect(calculator.field("foo")).toBeFocused();
  await calculator.field("foo").fill("");
  await expect(calculator.faults).toHaveCount(0);
  await expect(calculator.total).toBeVisible();
  await expect(page).not.toHaveURL(/foo/);
});

test("for a day after the last, the page says whose prices it uses", async ({ page }) => {
  const calculator = new Calculator(page);
  await calculator.open();
  await calculator.field("prices").fill("2030-01-01");
  await expect(calculator.beside("prices")).toHaveText("= the prices of 2026-11-23, the last on record");
  await expect(page.locator(".as-of")).toHaveText("us-east-1 · prices of 2026-11-23, the last on record");
  await expect(calculator.total).toBeVisible();
});
