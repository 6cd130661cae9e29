// The calculator's page, as a person finds their way on it.
import type { Locator, Page } from "@playwright/test";

export class Calculator {
  constructor(readonly page: Page) {}

  /** Opens the page and waits until it answers by itself. */
  async open(address = "/"): Promise<void> {
    await this.page.goto(address);
    await this.page.locator(".calculator[data-live]").waitFor();
  }

  /** The first example at the prices of a day, of which some may be missing. */
  async openAt(day: string): Promise<void> {
    await this.open();
    const example = await this.page.locator(".presets a").first().getAttribute("href");
    await this.open((example ?? "/").replace(/prices=[\d-]+/, `prices=${day}`));
  }

  field(path: string): Locator {
    return this.page.locator(`[name="${path}"]`);
  }

  /** Chooses a region and leaves the field, which loads its prices. */
  async moveTo(region: string): Promise<void> {
    await this.field("region").focus();
    await this.field("region").selectOption(region);
    await this.field("region").blur();
  }

  /** What stands beside an input: the quantity that follows from it, or its fault. */
  beside(path: string): Locator {
    return this.page.locator(`output[data-path="${path}"]`);
  }

  get total(): Locator {
    return this.page.locator(".total strong");
  }

  get exact(): Locator {
    return this.page.locator(".summary .exact");
  }

  get faults(): Locator {
    return this.page.locator(".faults li");
  }

  line(priceId: string): Locator {
    return this.page.locator(`details.line[id="line-${priceId}"]`);
  }
}
