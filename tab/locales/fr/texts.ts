import activity from './activity.json' with { type: 'json' };
import catalogue from './catalogue.json' with { type: 'json' };
import common from './common.json' with { type: 'json' };
import configure from './configure.json' with { type: 'json' };
import connections from './connections.json' with { type: 'json' };
import url from './url.json' with { type: 'json' };

export default { activity, catalogue, common, configure, connections, url };
