import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { PlugConnected24Regular } from '@fluentui/react-icons/svg/plug-connected';
import { useState } from 'react';

const useStyles = makeStyles({
  picture: {
    flex: '0 0 auto',
    width: '40px',
    height: '40px',
    boxSizing: 'border-box',
    borderRadius: tokens.borderRadiusMedium,
    objectFit: 'contain',
  },
  small: { width: '32px', height: '32px' },
  // Icons are drawn for a light ground, and some are black.
  icon: { padding: '4px', backgroundColor: '#ffffff' },
  none: {
    display: 'inline-flex',
    alignItems: 'center',
    justifyContent: 'center',
    color: tokens.colorNeutralForeground2,
    backgroundColor: tokens.colorNeutralBackground4,
    border: `1px solid ${tokens.colorTransparentStroke}`,
  },
});

/** The picture of a connection, else the icon of its connector, else a plug. Decoration: the name stands beside it. */
export function ConnectorPicture(props: {
  icon: string | null;
  name: string;
  pictureUrl?: string | null;
  size?: 32 | 40;
}) {
  const styles = useStyles();
  const [broken, setBroken] = useState<string>();
  const source = [props.pictureUrl, props.icon].find(address => address && address !== broken);
  const size = props.size === 32 && styles.small;
  if (!source) {
    return (
      <span className={mergeClasses(styles.picture, styles.none, size)} aria-hidden>
        <PlugConnected24Regular />
      </span>
    );
  }
  return (
    <img
      className={mergeClasses(styles.picture, source === props.icon && styles.icon, size)}
      src={source}
      alt=""
      referrerPolicy="no-referrer"
      onError={() => setBroken(source)}
    />
  );
}
