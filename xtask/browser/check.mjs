// Looks at every page in a real browser: nothing is requested from outside, no error, axe finds nothing, filters and links work.
// Usage: node check.mjs BINARY CHROMIUM FOLDER [--keep]; with --keep the pages that are in the folder are taken.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { make } from "./pages.mjs";

const [binary, executablePath, folder, keep] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"];
const ALL = ["whole", "faulty", "hostile", "fuzz", "kills", "matrix"];
/** A page is to be mailed and kept: more than this is too much. */
const LARGEST = 1_500_000;

mkdirSync(folder, { recursive: true });
const names = keep ? ALL : await make(binary, folder);
const url = (name) => pathToFileURL(join(folder, `${name}.html`)).href;
const browser = await chromium.launch({ executablePath, args: FLAGS });
let failures = 0;

async function check(what, body) {
  try {
    await body();
    console.log(`ok      ${what}`);
  } catch (error) {
    failures += 1;
    console.log(`FAILED  ${what}: ${error.message}`);
  }
}

/** A page that is watched: `faults` fills with whatever it must not do. */
async function open(address, options, body, script) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const faults = [];
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && faults.push(message.text()));
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("dialog", (dialog) => { faults.push("a dialog"); dialog.dismiss(); });
  page.on("request", (request) => request.url().startsWith("file:") || faults.push(`a request for ${request.url()}`));
  if (script) await page.addInitScript({ content: script });
  try {
    await page.goto(address);
    await body(page);
    assert.deepEqual(faults, []);
  } finally {
    await context.close();
  }
}

const openAll = (page) => page.evaluate(() => document.querySelectorAll("details").forEach((part, at) => { part.open = at < 8; }));

for (const name of names) {
  await check(`${name}: not too large`, async () => assert.ok(statSync(join(folder, `${name}.html`)).size < LARGEST));
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [390, 1280]) {
      await check(`${name}, ${colorScheme}, ${width} px`, () =>
        open(url(name), { colorScheme, viewport: { width, height: 900 } }, async (page) => {
          await openAll(page);
          const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          assert.ok(wide <= 0, `the page is ${wide} px wider than the window`);
          await page.screenshot({ path: join(folder, `${name}-${colorScheme}-${width}.png`) });
          await page.evaluate(() => document.querySelector("details[open], ul.cases, table.outcomes")?.scrollIntoView());
          await page.screenshot({ path: join(folder, `${name}-${colorScheme}-${width}-cases.png`) });
          const found = await page.evaluate((rules) => axe.run(document, { runOnly: rules, resultTypes: ["violations"] }), RULES);
          const told = found.violations.map((rule) => `${rule.id} (${rule.nodes.length}): ${rule.nodes[0].html.slice(0, 160)} ${rule.nodes[0].any[0]?.message ?? ""}`);
          assert.deepEqual(told, []);
          assert.ok(found.passes.length > 10, "axe looked at something");
        }, axe));
    }
  }
}

const shown = (page) => page.locator("[data-outcome]:visible").count();
const choice = (page, name) => page.getByRole("combobox", { name, exact: true });
const spoken = (page) => page.locator("#count").textContent();

await check("without a script every case is readable and no filter is shown", () =>
  open(url("faulty"), { javaScriptEnabled: false }, async (page) => {
    assert.ok((await shown(page)) > 1000);
    assert.equal(await page.locator("form:visible").count(), 0);
    const failed = page.locator("li[data-outcome=failed] summary").first();
    await failed.click();
    assert.ok(await page.getByRole("heading", { name: "Received" }).first().isVisible());
  }));

await check("filters show what they say, say how many, and stand in the address", () =>
  open(url("faulty"), {}, async (page) => {
    const all = await shown(page);
    assert.equal(await spoken(page), `${all} of ${all} shown`);
    await choice(page, "Outcome").selectOption("failed");
    const failed = await shown(page);
    assert.ok(failed > 0 && failed < all);
    assert.equal(await page.locator("[data-outcome=failed]:visible").count(), failed);
    assert.equal(await spoken(page), `${failed} of ${all} shown`);
    assert.match(page.url(), /#\?outcome=failed$/);
    await choice(page, "Outcome").selectOption("");
    await choice(page, "Level").selectOption("should");
    await choice(page, "Area").selectOption("http");
    assert.equal(await page.locator("[data-level=should][data-area=http]:visible").count(), await shown(page));
    await page.getByRole("searchbox", { name: "Text" }).fill("no such text anywhere");
    assert.equal(await spoken(page), `0 of ${all} shown`);
    await page.getByRole("button", { name: "Show all" }).click();
    await page.waitForFunction((all) => document.getElementById("count").textContent === `${all} of ${all} shown`, all);
    assert.ok(!page.url().includes("#"));
  }));

await check("a filtered view can be linked", () =>
  open(`${url("faulty")}#?area=response&text=AUDIENCE`, {}, async (page) => {
    assert.equal(await choice(page, "Area").inputValue(), "response");
    assert.ok((await shown(page)) > 0 && (await shown(page)) < 20);
    assert.equal(await page.locator("section[data-group]:visible").count(), 1);
  }));

await check("a link to a case opens it, also out of a filter that hides it", () =>
  open(`${url("faulty")}#response.audience.value`, {}, async (page) => {
    const details = page.locator("li[id='response.audience.value'] > details");
    assert.ok(await details.evaluate((part) => part.open));
    await page.waitForFunction(() => Math.abs(document.getElementById("response.audience.value").getBoundingClientRect().top) < 200);
    await choice(page, "Outcome").selectOption("passed");
    assert.ok(!(await details.isVisible()));
    await page.locator("#failed a").first().click();
    await page.waitForFunction(() => document.querySelector("li[id='response.audience.value'] > details").offsetHeight > 0);
  }));

await check("a case is opened and the filters are used with the keyboard alone", () =>
  open(url("faulty"), {}, async (page) => {
    await page.locator("li[data-outcome=failed] summary").first().focus();
    await page.keyboard.press("Enter");
    assert.ok(await page.locator("li[data-outcome=failed] > details").first().evaluate((part) => part.open));
    await choice(page, "Outcome").focus();
    await page.keyboard.type("fail");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.name), "text");
    await page.keyboard.type("audience");
    assert.match(page.url(), /outcome=failed&text=audience$/);
  }));

await check("what a hostile service answers is shown and not obeyed", () =>
  open(url("hostile"), {}, async (page) => {
    await page.waitForTimeout(100);
    assert.notEqual(await page.title(), "owned");
    assert.equal(await page.locator("img").count(), 0);
    assert.ok((await page.locator("body").textContent()).includes("<script>document.title"));
  }));

await check("the table of implementations shows only what differs when asked to", () =>
  open(url("matrix"), {}, async (page) => {
    const all = await shown(page);
    await choice(page, "Outcome").selectOption("differs");
    assert.ok((await shown(page)) > 0 && (await shown(page)) < all);
    assert.ok(await page.locator("[data-outcome~=differs]:visible .mark", { hasText: "failed" }).count() > 0);
  }));

await browser.close();
console.log(failures ? `${failures} failed` : "all well");
process.exitCode = failures ? 1 : 0;
