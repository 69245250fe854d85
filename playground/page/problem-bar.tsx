import { MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';

/** Says across the page that the playground's server is gone, or what could not be read. */
export function ProblemBar({ lost, problem }: { lost: boolean; problem: string | undefined }) {
  if (lost) {
    return (
      <MessageBar intent="error" shape="square" politeness="assertive">
        <MessageBarBody>
          <MessageBarTitle>The playground is not running.</MessageBarTitle> Start it with <code>npm start</code>.
        </MessageBarBody>
      </MessageBar>
    );
  }
  if (problem === undefined) return null;
  return (
    <MessageBar intent="warning" shape="square">
      <MessageBarBody>{problem}</MessageBarBody>
    </MessageBar>
  );
}
