import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Vitest leaves one core free for its own work, which on two cores is half of them.
    maxWorkers: "100%",
  },
});
