import './node-version.mjs';
import { serveTasks } from './reader/serve-tasks.ts';
import { createTasks } from './reader/tasks.ts';

// A program of its own, in a thread of the service: see `reader/`.
serveTasks(createTasks());
