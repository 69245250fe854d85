/** The most that a picture beside a text measures, in pixels. */
const SMALL = 48;

/** An image that cannot be loaded leaves something in its place; the library would leave nothing. */
export function replaceMissingImages(card: HTMLElement): void {
  card.addEventListener(
    'error',
    event => {
      const image = event.target;
      if (!(image instanceof HTMLImageElement)) return;
      event.stopImmediatePropagation();
      image.replaceWith(insteadOf(image));
    },
    { capture: true },
  );
}

/** The words of a button; of a small picture, such as that of a connection, a letter; else what is seen on it. */
function insteadOf(image: HTMLImageElement): HTMLElement {
  const button = image.closest('button');
  const instead = document.createElement('span');
  if (button) {
    instead.textContent = button.textContent ? '' : button.title;
  } else if (isSmall(image)) {
    instead.className = 'missing-picture';
    instead.textContent = [...image.alt.trim()][0]?.toUpperCase() ?? '';
    instead.title = image.alt;
    instead.style.width = image.style.width;
    instead.style.height = image.style.height;
    if (image.alt === '') instead.ariaHidden = 'true';
    else {
      instead.role = 'img';
      instead.ariaLabel = image.alt;
    }
  } else {
    instead.className = 'missing-image';
    instead.textContent = image.alt || 'Image';
    instead.title = image.alt;
  }
  return instead;
}

function isSmall(image: HTMLImageElement): boolean {
  const pixels = /^(\d+)px$/.exec(image.style.width || image.style.height)?.[1];
  return pixels === undefined ? image.style.borderRadius === '50%' : Number(pixels) <= SMALL;
}
