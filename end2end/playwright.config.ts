// Runs the specs against the release build, on a port of its own.
import { existsSync } from "node:fs";
import path from "node:path";
import { defineConfig, devices } from "@playwright/test";

const project = path.resolve(__dirname, "..");
const target = path.resolve(project, process.env.CARGO_TARGET_DIR ?? "target");
const server = path.resolve(project, process.env.RECKONER_BIN ?? `${target}/release/reckoner`);
const site = path.resolve(project, process.env.LEPTOS_SITE_ROOT ?? `${target}/site`);
const address = `127.0.0.1:${process.env.RECKONER_TEST_PORT ?? "3179"}`;

// $CHROMIUM, else Debian's, else the one that Playwright installs (undefined).
const chromium = process.env.CHROMIUM || ["/usr/bin/chromium"].find((file) => existsSync(file));

// Chromium's sandbox does not work as root. The rest keeps it from talking to the world.
const rootArgs =
  process.getuid?.() === 0
    ? [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ]
    : [];

export default defineConfig({
  testDir: "tests",
  forbidOnly: true,
  fullyParallel: true,
  reporter: [["list"], ["./support/summary.ts"]],
  use: {
    baseURL: `http://${address}`,
    launchOptions: { args: rootArgs, executablePath: chromium },
    trace: "retain-on-failure",
  },
  projects: [{ name: "chromium", use: { ...devices["Desktop Chrome"] } }],
  webServer: {
    command: `exec "${server}"`,
    cwd: project,
    env: { LEPTOS_SITE_ADDR: address, LEPTOS_SITE_ROOT: site, RUST_LOG: "warn" },
    gracefulShutdown: { signal: "SIGTERM", timeout: 20_000 },
    reuseExistingServer: false,
    stdout: "ignore",
    stderr: "pipe",
    url: `http://${address}/healthz`,
  },
});
