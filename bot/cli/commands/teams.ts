import type { Command } from '../command.ts';
import { table } from '../table.ts';

export const teamCommands: Command[] = [
  {
    name: 'teams list',
    usage: '',
    summary: 'the teams in which the bot is, with their channels',
    options: {},
    positionals: { min: 0, max: 0 },
    async run({ store, tenant }) {
      const tenantId = await tenant();
      const teams = await store
        .selectFrom('team')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .orderBy('name')
        .execute();
      const channels = await store
        .selectFrom('channel')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .where('deleted_at', 'is', null)
        .orderBy('name')
        .execute();
      const json = teams.map(team => ({
        id: team.id,
        groupId: team.group_id,
        tenantId: team.tenant_id,
        name: team.name,
        installed: team.removed_at === null,
        channels: channels
          .filter(channel => channel.team_id === team.id)
          .map(channel => ({ id: channel.id, name: channel.name, membershipType: channel.membership_type })),
      }));
      const rows = json.flatMap(team =>
        team.channels.map(one => [
          team.name,
          one.name,
          one.membershipType,
          one.id,
          team.installed ? '' : 'bot removed',
        ]),
      );
      return { json, text: table(['TEAM', 'CHANNEL', 'TYPE', 'CHANNEL ID', ''], rows, 'No team is known yet.') };
    },
  },
];
