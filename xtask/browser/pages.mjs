// Makes the pages that are looked at, with the built binary: of runs that are well, that are not, and of a hostile service.
import { execFile, spawn } from "node:child_process";
import { createServer } from "node:http";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";

const MARKUP = `<script>document.title = "owned"</script><img src=x onerror="alert(1)">`;

export async function make(binary, folder) {
  const file = (name) => join(folder, name);
  // Whatever the status says: of a faulty service it is not 0. Only what it wrote counts.
  const run = (...words) =>
    new Promise((resolve, reject) =>
      execFile(binary, words, { maxBuffer: 1 << 28 }, (error, out, err) =>
        error && (error.code > 1 || error.killed) && error.code !== 3 ? reject(new Error(`${words.join(" ")}: ${err}`)) : resolve(out)));
  const service = (name, ...words) =>
    run("service", "--seed", "1", "--html", file(`${name}.html`), "--json", file(`${name}.json`), "--implementation", `${name}@1`, ...words);

  await service("whole");
  await mock(binary, ["response.audience.wrong"], (url) => service("faulty", "--endpoint", url));
  await hostile((url) => service("hostile", "--endpoint", url, "--only", "response.*", "--only", "error.*"));
  await mock(binary, ["deep.pod.boolean"], (url) =>
    run("fuzz", "--seed", "1", "--cases", "1000", "--endpoint", url, "--html", file("fuzz.html")));
  await run("selftest", "--only", "response.audience.*", "--html", file("kills.html"));
  const reports = ["whole", "faulty", "hostile"].map((name) => file(`${name}.json`));
  await run("matrix", ...reports, "--html", file("matrix.html"), "--badge", file("badge.json"));
  return ["whole", "faulty", "hostile", "fuzz", "kills", "matrix"];
}

async function mock(binary, faults, use) {
  const child = spawn(binary, ["mock", "--listen", "127.0.0.1:0", ...faults.flatMap((id) => ["--fault", id])]);
  try {
    const [line] = await once(createInterface(child.stdout), "line");
    await use(line.replace("listening on ", ""));
  } finally {
    child.kill();
  }
}

async function hostile(use) {
  const server = createServer((request, response) => {
    request.resume();
    request.on("end", () => {
      response.setHeader("x-markup", MARKUP);
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ subject: { namespace: MARKUP, serviceAccount: "\u202e\u0007" }, audience: MARKUP, podIdentityAssociation: MARKUP }));
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  try {
    await use(`http://127.0.0.1:${server.address().port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
