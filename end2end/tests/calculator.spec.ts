// The main job: describe an API, see what it costs and why, change a number, send the link.
import { Calculator } from "../support/calculator";
import { expect, expectAccessible, test } from "../support/fixtures";

test("a changed number changes the total at once, without a request", async ({ page }) => {
  const calculator = new Calculator(page);
  await calculator.open();
  const before = await calculator.exact.textContent();
  const requests: string[] = [];
  page.on("request", (request) => requests.push(new URL(request.url()).pathname));
  await calculator.field("traffic.requests_per_month").fill("60000000");
  await expect(calculator.exact).not.toHaveText(before ?? "");
  await expect(calculator.beside("functions.0.share")).toHaveText("= 48,480,000 invocations a month");
  await expect(calculator.line("api-gateway.http.requests")).toContainText("$60.60");
  // The browser may ask for the icon at any time.
  expect(requests.filter((path) => path !== "/favicon.svg")).toEqual([]);
});

test("the address follows, and opened again gives the same total", async ({ page, context }) => {
  const calculator = new Calculator(page);
  await calculator.open();
  await calculator.field("functions.0.memory_mb").fill("1024");
  await calculator.field("functions.0.architecture").selectOption("x86_64");
  await expect(page).toHaveURL(/functions\.0\.memory_mb=1024/);
  const exact = await calculator.exact.textContent();
  const address = page.url();
  const other = new Calculator(await context.newPage());
  await other.open(address);
  await expect(other.exact).toHaveText(exact ?? "");
  // It is the canonical address: opening it changes nothing about it.
  expect(other.page.url()).toBe(address);
});

test("the interface answers the same as the page", async ({ page, request }) => {
  const calculator = new Calculator(page);
  await calculator.open();
  await calculator.field("tables.0.storage_gb").fill("123.456");
  const link = await page.getByRole("link", { name: "as JSON" }).getAttribute("href");
  const estimate = await (await request.get(link ?? "")).json();
  await expect(calculator.exact).toHaveText(`to 28 digits $${estimate.total.monthly}`);
  expect(estimate.total.complete).toBe(true);
});

test("the browser's engine agrees with the server's where parts invoke each other", async ({ page, request }) => {
  const scenario = new URLSearchParams({
    "traffic.requests_per_month": "1000000",
    "api.kind": "rest",
    "api.response_kb": "4",
    "functions.0.name": "api",
    "functions.0.memory_mb": "256",
    "functions.0.duration_ms": "20.5",
    "functions.0.operations.0.table": "orders",
    "functions.0.operations.0.kind": "put",
    "functions.0.operations.0.item_kb": "1.2",
    "functions.1.name": "worker",
    "functions.1.memory_mb": "512",
    "functions.1.duration_ms": "300",
    "functions.1.invoked_by": "jobs",
    "functions.2.name": "reader",
    "functions.2.memory_mb": "128",
    "functions.2.duration_ms": "50",
    "functions.2.invoked_by": "orders",
    "functions.2.invocations_per_request": "0.01",
    "queues.0.name": "jobs",
    "queues.0.function": "api",
    "queues.0.message_kb": "3",
    "queues.0.per_request": "1",
    "queues.0.receive_batch": "10",
    "queues.0.fair": "true",
    "tables.0.name": "orders",
    "tables.0.storage_gb": "20",
    "tables.0.capacity.mode": "provisioned",
    "tables.0.capacity.write_units": "5",
    "waf.capacity_units": "2001",
  });
  const calculator = new Calculator(page);
  await calculator.open(`/?${scenario}`);
  await calculator.field("queues.0.per_request").fill("0.25");
  await expect(calculator.beside("functions.1.share")).toHaveText("= 25,000 invocations a month");
  await calculator.field("tables.0.capacity.write_units").fill([...Array(24).keys()].map((hour) => hour + 1).join(","));
  await expect(calculator.beside("tables.0.capacity.write_units")).toContainText("1 to 24 WCU");
  const estimate = await (await request.get(`/api/v1/estimate${new URL(page.url()).search}`)).json();
  expect(estimate.total.complete).toBe(true);
  await expect(calculator.exact).toContainText(`$${estimate.total.monthly}`);
});

test("a wrong input is named beside it and in the result, and the rest stays", async ({ page }) => {
  const calculator = new Calculator(page);
  await calculator.open();
  await calculator.field("functions.0.memory_mb").fill("64");
  await expect(calculator.faults).toHaveCount(1);
  await expect(calculator.beside("functions.0.memory_mb")).toContainText("128 to 10,240 MB");
  await expect(calculator.field("functions.0.memory_mb")).toHaveAttribute("aria-invalid", "true");
  await expect(calculator.total).toHaveCount(0);
  // The address keeps what was typed, so that a reload loses nothing.
  await expect(page).toHaveURL(/functions\.0\.memory_mb=64/);
  await calculator.field("functions.0.memory_mb").fill("256");
  await expect(calculator.total).toBeVisible();
  await expect(calculator.field("functions.0.memory_mb")).not.toHaveAttribute("aria-invalid");
});

test("a faulty address opens with its faults", async ({ page, errors }) => {
  const calculator = new Calculator(page);
  await calculator.open("/?traffic.requests_per_month=lots&logs.class=standard&logs.retention_days=31");
  // The answer's status is 422, which the browser itself reports.
  expect(errors.splice(0)).toEqual([expect.stringContaining("422")]);
  await expect(calculator.faults).toHaveCount(2);
  await expect(calculator.field("traffic.requests_per_month")).toHaveValue("lots");
  await calculator.faults.first().getByRole("link").click();
  await expect(calculator.field("traffic.requests_per_month")).toBeFocused();
});

test("a line opens to its derivation and stays open while figures change", async ({ page }) => {
  const calculator = new Calculator(page);
  await calculator.open();
  const line = calculator.line("lambda.duration.arm64");
  await line.locator("summary").click();
  await expect(line).toContainText("÷ 1,000 × 512 MB ÷ 1,024");
  await expect(line.locator(".source a").first()).toHaveAttribute("href", /^https:/);
  await calculator.field("functions.0.memory_mb").fill("1024");
  await expect(line).toContainText("÷ 1,000 × 1,024 MB ÷ 1,024");
  await expect(line).toHaveAttribute("open", "");
});

test("a line opened after a change gets its derivation", async ({ page }) => {
  const calculator = new Calculator(page);
  await calculator.open();
  await calculator.field("traffic.requests_per_month").fill("1000000");
  const line = calculator.line("lambda.requests");
  await line.locator("summary").click();
  await expect(line).toContainText("1,010,000 requests × 0.8 share");
});

test("alternatives are compared, and lead to their scenarios", async ({ page }) => {
  const calculator = new Calculator(page);
  await calculator.open();
  const arm = page.locator(".choices tr", { hasText: "x86_64 for all functions" });
  await expect(arm).toContainText("+$");
  await calculator.field("traffic.requests_per_month").fill("1000000");
  await page.getByRole("link", { name: "Compare the alternatives" }).click();
  await expect(page.locator(".choices")).toBeVisible();
  await page.getByRole("link", { name: "REST API", exact: true }).click();
  await expect(calculator.field("api.kind")).toHaveValue("rest");
  await expect(calculator.field("traffic.requests_per_month")).toHaveValue("1000000");
});

test("parts are added and removed", async ({ page }) => {
  const calculator = new Calculator(page);
  await calculator.open();
  await page.getByRole("button", { name: "Add function" }).click();
  await expect(calculator.field("functions.2.name")).toHaveValue("function-3");
  await page.getByRole("button", { name: "Remove Function 3 function-3" }).click();
  await expect(calculator.field("functions.2.name")).toHaveCount(0);
});

test("another region loads its prices, and gaps are named", async ({ page }) => {
  const calculator = new Calculator(page);
  await calculator.openAt("2024-10-01");
  await calculator.moveTo("eu-west-1");
  await expect(page.locator(".as-of")).toHaveText("eu-west-1 · prices of 2024-10-01");
  await expect(page.locator(".gaps li")).toContainText(["Amazon API Gateway: ", "AWS Lambda: "]);
});

test("the keyboard alone is enough", async ({ page }) => {
  const calculator = new Calculator(page);
  await calculator.open();
  await calculator.field("traffic.requests_per_month").focus();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("1000000");
  await expect(calculator.beside("traffic.retry_rate")).toHaveText("= 1,010,000 requests a month");
  await calculator.line("lambda.requests").locator("summary").focus();
  await page.keyboard.press("Enter");
  await expect(calculator.line("lambda.requests")).toHaveAttribute("open", "");
});

test.describe("with JavaScript off", () => {
  test.use({ javaScriptEnabled: false });

  test("the form gives the same figures", async ({ page, request }) => {
    const calculator = new Calculator(page);
    await page.goto("/");
    await calculator.field("traffic.requests_per_month").fill("60000000");
    await page.getByRole("button", { name: "Calculate" }).click();
    await expect(calculator.line("api-gateway.http.requests")).toContainText("$60.60");
    const link = await page.getByRole("link", { name: "as JSON" }).getAttribute("href");
    const estimate = await (await request.get(link ?? "")).json();
    await expect(calculator.exact).toHaveText(`to 28 digits $${estimate.total.monthly}`);
  });

  test("a line opens, a part is added", async ({ page }) => {
    const calculator = new Calculator(page);
    await page.goto("/");
    await calculator.line("lambda.requests").locator("summary").click();
    await expect(calculator.line("lambda.requests")).toContainText("30,300,000 requests × 0.8 share");
    await page.getByRole("button", { name: "Add table" }).click();
    await expect(calculator.field("tables.1.name")).toHaveValue("table-2");
  });
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in ${colorScheme} colours`, () => {
    test.use({ colorScheme });

    test("every state is accessible", async ({ page }) => {
      // With every part unfolded, axe looks at thousands of elements.
      test.slow();
      const calculator = new Calculator(page);
      await calculator.open();
      for (const more of await page.locator("details").all()) await more.evaluate((node) => node.setAttribute("open", ""));
      await expectAccessible(page);
      await calculator.field("functions.0.memory_mb").fill("64");
      await expect(calculator.faults).toHaveCount(1);
      await expectAccessible(page);
    });
  });
}
