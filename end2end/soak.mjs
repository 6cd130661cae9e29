// A long mixed load on the release server, with clients that mean it ill: `make soak`.
//
//   node soak.mjs SERVER PRICES
//
// Prints the server's memory and its answers by status over time. Fails if the memory exceeds a bound, if
// /healthz stops answering, or at any status of 500 and above but 503, with which the server turns
// requests away. SOAK_SECONDS says how long the mixed load takes.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import http from "node:http";
import net from "node:net";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";

const [program, prices] = process.argv.slice(2);
const SECONDS = Number(process.env.SOAK_SECONDS ?? 600);
const MEBIBYTE = 1024 * 1024;
const MOST_MEMORY = 200 * MEBIBYTE;
const MOST_AFTER_ONE = 150 * MEBIBYTE;
const IDLE_CONNECTIONS = 5000;
const FILES = 8192;
const HEALTH_MILLISECONDS = 5000;

const faults = new Set();
const counts = new Map();
const count = (what) => counts.set(what, (counts.get(what) ?? 0) + 1);

const server = spawn("sh", ["-c", `ulimit -n ${FILES} && exec "$0"`, program], {
  env: { ...process.env, LEPTOS_SITE_ADDR: "127.0.0.1:0", RECKONER_PRICING_DIR: prices, RUST_LOG: "warn" },
  stdio: ["ignore", "pipe", "inherit"],
});
const [address] = await once(createInterface(server.stdout), "line");
const { port } = new URL(address);
process.on("exit", () => server.kill("SIGKILL"));

/** The server's memory in bytes, now and at its highest. */
function memory() {
  const status = readFileSync(`/proc/${server.pid}/status`, "utf8");
  const bytes = (name) => Number(status.match(new RegExp(`${name}:\\s+(\\d+)`))[1]) * 1024;
  return { now: bytes("VmRSS"), highest: bytes("VmHWM") };
}

const mebibytes = (bytes) => `${(bytes / MEBIBYTE).toFixed(1)} MiB`;

/** Fails the run if the memory of now is more than a bound. */
function bounded(what, bound) {
  const { now, highest } = memory();
  console.log(`${what}: ${mebibytes(now)} now, ${mebibytes(highest)} at most so far`);
  if (now > bound) faults.add(`${what}: the memory of ${mebibytes(now)} is above ${mebibytes(bound)}`);
}

/** Sends a request and reads its answer; counts the answer and returns its status. */
async function ask(path, { agent, body, type = "application/json", timeout = 60_000 } = {}) {
  return new Promise((resolve) => {
    const headers = body === undefined ? {} : { "content-type": type };
    const options = { port, path, agent, headers, timeout, method: body === undefined ? "GET" : "POST" };
    const request = http.request(options, (response) => {
      response.resume();
      response.on("close", () => {
        if (!response.complete) faults.add(`${path}: an answer broke off`);
        count(response.statusCode);
        if (response.statusCode >= 500 && response.statusCode !== 503) faults.add(`${path}: status ${response.statusCode}`);
        resolve(response.statusCode);
      });
    });
    request.on("timeout", () => request.destroy(new Error("timeout")));
    request.on("error", (error) => {
      count(error.code ?? error.message);
      resolve(0);
    });
    request.end(body);
  });
}

/** A scenario with so many functions, each with as many operations on as many tables. */
function scenario(size) {
  const names = Array.from({ length: size }, (_, number) => number);
  const operations = names.map((name) => ({ table: `t${name}`, kind: "get", item_kb: "1.5" }));
  return JSON.stringify({
    traffic: { requests_per_month: "1e8" },
    functions: names.map((name) => ({ name: `f${name}`, memory_mb: 512, wait_ms: "12", cpu_ms_at_1769: "33", operations })),
    tables: names.map((name) => ({ name: `t${name}`, storage_gb: "9" })),
  });
}

const SMALL = scenario(2);
const LARGE = scenario(20);
const FAULTY = JSON.stringify({ functions: [Object.fromEntries(Array.from({ length: 20_000 }, (_, name) => [name.toString(36), 1]))] });
const EVERYTHING = "?include=alternatives,derivations";

let running = true;
/** Does something again and again until the load ends. */
async function again(pause, work) {
  while (running) {
    await work();
    await sleep(pause);
  }
}

/** A raw connection that sends a text; resolves when the connection ends. */
async function raw(text, prepare = () => {}) {
  const socket = net.connect(port, "127.0.0.1");
  socket.on("error", () => {});
  const ended = once(socket, "close");
  socket.write(text);
  prepare(socket);
  const stop = setInterval(() => !running && socket.destroy(), 200);
  await ended;
  clearInterval(stop);
}

const HOSTILE = {
  "half a head": () => raw("GET / HTTP/1.1\r\nhost: here\r\nx-"),
  "half a body": () => raw("POST /api/v1/estimate HTTP/1.1\r\nhost: here\r\ncontent-type: application/json\r\ncontent-length: 999\r\n\r\n{"),
  "no reading": () => raw("GET / HTTP/1.1\r\nhost: here\r\n\r\n".repeat(200), (socket) => socket.pause()),
  "no HTTP": () => raw("\u0000\u0001\u0002 nonsense\r\n\r\n"),
};

async function idle() {
  const sockets = [];
  for (let opened = 0; opened < IDLE_CONNECTIONS; opened += 100) {
    const some = Array.from({ length: 100 }, async () => {
      const socket = net.connect(port, "127.0.0.1");
      socket.on("error", () => {});
      socket.write("GET /healthz HTTP/1.1\r\nhost: here\r\n\r\n");
      await once(socket, "data");
      sockets.push(socket);
    });
    await Promise.all(some);
  }
  bounded(`${sockets.length} idle connections`, MOST_MEMORY);
  if ((await ask("/healthz")) !== 200) faults.add("/healthz beside idle connections");
  for (const socket of sockets) socket.destroy();
  await sleep(500);
}

async function oneByOne() {
  const requests = [
    ["/", {}],
    ["/api/v1/prices", {}],
    ["/api/v1/projection", { body: LARGE }],
    ["/api/v1/estimate", { body: LARGE }],
    [`/api/v1/estimate${EVERYTHING}`, { body: LARGE }],
    ["/api/v1/estimate", { body: FAULTY }],
  ];
  for (const [path, options] of requests) {
    const status = await ask(path, options);
    bounded(`after one ${path} of ${options.body?.length ?? 0} bytes, ${status}`, MOST_AFTER_ONE);
  }
}

async function mixed() {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });
  const work = [];
  const many = (times, pause, what) => {
    for (let started = 0; started < times; started++) work.push(again(pause, what));
  };
  many(4, 20, () => ask("/", { agent }));
  many(8, 10, () => ask("/api/v1/estimate", { agent, body: SMALL }));
  many(2, 50, () => ask("/api/v1/projection", { agent, body: SMALL }));
  many(2, 100, () => ask(`/api/v1/estimate${EVERYTHING}`, { agent, body: LARGE }));
  many(1, 200, () => ask("/api/v1/estimate", { agent, body: FAULTY }));
  many(1, 100, () => ask("/prices", { agent }));
  many(1, 50, () => ask("/nowhere", { agent }));
  for (const hostile of Object.values(HOSTILE)) many(20, 50, hostile);
  many(1, 20_000, () => Promise.all(Array.from({ length: 500 }, () => ask("/"))));
  many(1, 15_000, () => server.kill("SIGHUP"));
  many(1, 500, async () => {
    const status = await ask("/healthz", { timeout: HEALTH_MILLISECONDS });
    if (status !== 200) faults.add(`/healthz: ${status || "no answer"}`);
  });
  const begun = Date.now();
  const elapsed = () => Math.round((Date.now() - begun) / 1000);
  while (elapsed() < SECONDS) {
    await sleep(Math.min(10, SECONDS / 5) * 1000);
    const answers = [...counts].map(([what, times]) => `${what}: ${times}`).join(", ");
    bounded(`${elapsed()} s (${answers})`, MOST_MEMORY);
  }
  running = false;
  agent.destroy();
  await Promise.race([Promise.all(work), sleep(30_000)]);
}

await idle();
await oneByOne();
await mixed();
bounded("at the end", MOST_MEMORY);
if (memory().highest > MOST_MEMORY) faults.add(`the memory was ${mebibytes(memory().highest)} at its highest`);
server.kill("SIGTERM");
const [code] = await once(server, "exit");
if (code !== 0) faults.add(`the server ended with ${code}`);
for (const fault of faults) console.error(`fault: ${fault}`);
process.exit(faults.size === 0 ? 0 : 1);
