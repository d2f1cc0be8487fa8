import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

const types = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".webmanifest": "application/manifest+json" };

/** The policy that the server sends; whatever breaks it shows in the console and fails the run. */
export const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Serves a built folder on a free loopback port, /how being how.html. */
export async function serve(folder) {
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url, "http://localhost").pathname);
    const name = path === "/" ? "/index.html" : extname(path) ? path : `${path}.html`;
    if (!existsSync(join(folder, name))) return response.writeHead(404).end();
    response.writeHead(200, { "Content-Type": types[extname(name)], "Content-Security-Policy": policy, "X-Content-Type-Options": "nosniff" });
    response.end(readFileSync(join(folder, name)));
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return { origin: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}
