/** How long the directory is let be where it could not say who somebody is, and when that is given up; milliseconds. */
export const askAgainAfter = 10 * 60 * 1000;
export const givenUpAfter = 24 * 60 * 60 * 1000;
