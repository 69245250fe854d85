import { parentPort, workerData } from 'node:worker_threads';
import { findDamage } from './find-damage.ts';

const problem = findDamage(String(workerData));
parentPort?.postMessage(problem === undefined ? {} : { problem });
