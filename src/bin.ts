#!/usr/bin/env node
import { main } from "./cli/main.js";
import { getProcessIo } from "./cli/process-io.js";

process.exitCode = await main(process.argv.slice(2), getProcessIo());
