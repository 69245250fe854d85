import { z } from 'zod';

// zod would compile its checks with `new Function`, which the page's Content-Security-Policy forbids; it decides so
// when a schema is made, and therefore every file of the page takes zod from here.
z.config({ jitless: true });

export { z };
