// Every page loads without an error, works without JavaScript, and is accessible.
import { expect, expectAccessible, test } from "../support/fixtures";

test("the page loads and its island takes over", async ({ page }) => {
  const response = await page.goto("/");
  expect(response?.status()).toBe(200);
  await expect(page).toHaveTitle("What a serverless API costs · Reckoner");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.locator(".calculator[data-live]")).toBeVisible();
});

test("the stylesheet is applied", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("banner")).toHaveCSS("display", "flex");
});

test("no other server is asked for anything", async ({ page, baseURL }) => {
  const elsewhere: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(`${baseURL}/`)) elsewhere.push(request.url());
  });
  await page.goto("/");
  await expect(page.locator(".calculator[data-live]")).toBeVisible();
  expect(elsewhere).toEqual([]);
});

test("a policy violation would be noticed", async ({ page, errors }) => {
  await page.goto("/");
  await page.evaluate(() => {
    document.body.append(Object.assign(document.createElement("script"), { textContent: "window.ran = true" }));
  });
  expect(await page.evaluate(() => "ran" in window)).toBe(false);
  await expect.poll(() => errors.length).toBe(1);
  expect(errors.pop()).toContain("Content Security Policy");
});

test("the keyboard reaches the content past the header", async ({ page }) => {
  await page.goto("/");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
});

test("an unknown address says so and leads back", async ({ page, errors }) => {
  const response = await page.goto("/nowhere");
  expect(response?.status()).toBe(404);
  await expect(page.getByRole("heading", { name: "Not found" })).toBeVisible();
  // The browser itself reports the status.
  expect(errors.splice(0)).toEqual([expect.stringContaining("404")]);
  await page.getByRole("link", { name: "Go to the calculator" }).click();
  await expect(page).toHaveURL("/");
});

test("a phone has nothing to scroll sideways", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  for (const address of ["/", "/api"]) {
    await page.goto(address);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), address).toBeLessThanOrEqual(320);
  }
});

test.describe("with JavaScript off", () => {
  test.use({ javaScriptEnabled: false });

  test("the page is whole", async ({ page }) => {
    await page.goto("/");
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.locator(".total")).toContainText("a month");
    await expect(page.getByRole("contentinfo")).toBeVisible();
  });
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in ${colorScheme} colours`, () => {
    test.use({ colorScheme });

    for (const address of ["/", "/api", "/nowhere"]) {
      test(`${address} is accessible`, async ({ page, errors }) => {
        await page.goto(address);
        await expectAccessible(page);
        if (address === "/nowhere") errors.splice(0);
      });
    }
  });
}
