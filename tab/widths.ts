/** Below this the navigation stands above the screen rather than beside it. */
export const PHONE = '@media (max-width: 640px)';

/** As wide as this, two columns stand side by side. */
export const TWO_COLUMNS = '@media (min-width: 960px)';
