import { serveTasks } from './serve-tasks.ts';
import { createTasks } from './tasks.ts';

serveTasks(createTasks());
