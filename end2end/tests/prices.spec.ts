// The price book: one region on one day, and what changed between two days, in forms
// that need no JavaScript.
import { expect, expectAccessible, test } from "../support/fixtures";

test.describe("with JavaScript off", () => {
  test.use({ javaScriptEnabled: false });

  test("a region and a day are chosen in the form", async ({ page }) => {
    await page.goto("/");
    await page.getByRole("link", { name: "Prices", exact: true }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Prices" })).toBeVisible();
    await page.getByLabel("Region").first().selectOption("eu-west-1");
    await page.getByLabel("Day", { exact: true }).fill("2025-06-01");
    await page.getByRole("button", { name: "Show prices" }).click();
    await expect(page).toHaveURL("/prices?region=eu-west-1&as_of=2025-06-01");
    await expect(page.getByRole("heading", { level: 2, name: "eu-west-1, on 2025-06-01" })).toBeVisible();
    await expect(page.getByRole("region", { name: "Prices of Amazon CloudWatch" })).toContainText("not on record");
  });

  test("two days show DynamoDB's price cut", async ({ page }) => {
    await page.goto("/prices");
    await page.getByLabel("From", { exact: true }).fill("2024-10-31");
    await page.getByLabel("To", { exact: true }).fill("2024-11-01");
    await page.getByRole("button", { name: "Show changes" }).click();
    const row = page.getByRole("row").filter({ has: page.getByText("dynamodb.on-demand.read", { exact: true }) });
    await expect(row).toContainText("changed");
    await expect(row).toContainText("$0.125 per million RRU");
  });
});

for (const address of ["/prices", "/prices?region=us-east-1&from=2024-10-31&to=2024-11-01"]) {
  test(`${address} fits a phone and is accessible`, async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await page.goto(address);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await expectAccessible(page);
  });
}
