/** The web build, and a development server that hands everything but the pages to `aisle serve` on port 7700. */
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const server = process.env["AISLE_URL"] ?? "http://127.0.0.1:7700";

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  plugins: [react()],
  build: {
    outDir: "dist",
    emptyOutDir: true,
    sourcemap: false,
    reportCompressedSize: false,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: ["index.html", "dashboard.html"].map((page) => fileURLToPath(new URL(page, import.meta.url))),
      output: {
        codeSplitting: {
          groups: [
            { name: "react", test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ },
            { name: "charts", test: /node_modules[\\/]uplot[\\/]/ },
            { name: "query", test: /node_modules[\\/]@tanstack[\\/]/ },
            { name: "search", test: /node_modules[\\/]/ },
          ],
        },
      },
    },
  },
  server: { proxy: Object.fromEntries(["/1/", "/api/", "/demo/", "/dashboard/api/"].map((path) => [path, server])) },
});
