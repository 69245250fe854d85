import fc from 'fast-check';

// Property tests look elsewhere each time, and find what nobody thought of; but a change is judged on the same cases
// as the one before it. FC_SEED repeats a run.
const { CI, FC_SEED } = process.env;
const seed = FC_SEED ?? (CI ? '20261122' : undefined);
if (seed !== undefined) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(seed) });
