// Peers of the renderer, from the npm registry alone: node render.mjs WORK FILE.mjml N
// Times the npm package mjml on a file of ours, builds the MJML project's newsletter sample and the demo e-mails of React Email, and
// prints one JSON object; the e-mails are written to WORK/built.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [work, file, times] = [path.resolve(process.argv[2]), path.resolve(process.argv[3]), Number(process.argv[4])];
const PINS = {
  "mjml": "5.4.1", "mjml-migrate": "4.18.0", "create-email": "1.2.5", "react-email": "6.11.13", "@react-email/render": "2.3.1", "react": "19.2.4", "react-dom": "19.2.4",
};
const SAMPLE = "mjml-starter-kit@1.0.3"; // carries the newsletter of the MJML documentation, in the syntax of MJML 3
const built = path.join(work, "built");
fs.mkdirSync(built, { recursive: true });

if (!fs.existsSync(path.join(work, "node_modules/react-email"))) {
  fs.writeFileSync(path.join(work, "package.json"), JSON.stringify({ name: "peers", private: true, type: "module", dependencies: PINS }));
  execFileSync("npm", ["install", "--no-audit", "--no-fund", "--loglevel=error"], { cwd: work, stdio: ["ignore", 2, "ignore"] });
  const tarball = execFileSync("npm", ["pack", "--silent", SAMPLE], { cwd: work }).toString().trim();
  execFileSync("tar", ["xzf", tarball], { cwd: work, stdio: ["ignore", "ignore", "ignore"] });
}
const need = createRequire(pathToFileURL(path.join(work, "x.js")));

const mjml2html = need("mjml");
const source = fs.readFileSync(file, "utf8");
const one = async (text) => (await mjml2html(text, { validationLevel: "soft" })).html;
for (let i = 0; i < 5; i++) await one(source); // as many warm-ups and runs as ours has
const took = [];
for (let i = 0; i < times; i++) {
  const begun = performance.now();
  await one(source);
  took.push(performance.now() - begun);
}
took.sort((a, b) => a - b);

const newsletter = path.join(built, "newsletter.mjml");
execFileSync(path.join(work, "node_modules/.bin/migrate"), [path.join(work, "package/templates/newsletter.mjml"), newsletter], { stdio: "ignore" });
fs.writeFileSync(path.join(built, "mjml newsletter.html"), await one(fs.readFileSync(newsletter, "utf8")));

process.env.VERCEL_URL ??= "demo.react.email"; // the templates make their image addresses of it
process.env.NODE_ENV ??= "production";
const emails = path.join(work, "node_modules/create-email/template/emails");
const names = fs.readdirSync(emails).filter((name) => name.endsWith(".tsx")).map((name) => name.slice(0, -4));
await need("esbuild").build({
  entryPoints: names.map((name) => path.join(emails, `${name}.tsx`)), outdir: path.join(work, "js"), outExtension: { ".js": ".mjs" },
  bundle: true, packages: "external", platform: "node", format: "esm", jsx: "automatic", logLevel: "error", target: "node20",
});
const shim = path.join(work, "shim.mjs");
fs.writeFileSync(shim, 'export { render, toPlainText } from "@react-email/render";\nexport { createElement } from "react";\n');
const { render, toPlainText, createElement } = await import(pathToFileURL(shim));
for (const name of names) {
  const Email = (await import(pathToFileURL(path.join(work, "js", `${name}.mjs`)))).default;
  const html = await render(createElement(Email, Email.PreviewProps ?? {}));
  fs.writeFileSync(path.join(built, `react-email ${name}.html`), html);
  fs.writeFileSync(path.join(built, `react-email ${name}.txt`), toPlainText(html));
}
console.log(JSON.stringify({ mjml_ms: took[Math.floor(took.length / 2)], mjml_fastest_ms: took[0] }));
