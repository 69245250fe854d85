/** The words that cards need beside those of the sender. */
export interface Words {
  previous: string;
  next: string;
  page: (page: number, pages: number) => string;
  rating: (value: string, most: string) => string;
  inProgress: string;
  category: string;
}

const english: Words = {
  previous: 'Previous page',
  next: 'Next page',
  page: (page, pages) => `Page ${page} of ${pages}`,
  rating: (value, most) => `Rating: ${value} of ${most}`,
  inProgress: 'In progress',
  category: 'Category',
};

const french: Words = {
  previous: 'Page précédente',
  next: 'Page suivante',
  page: (page, pages) => `Page ${page} sur ${pages}`,
  rating: (value, most) => `Note : ${value} sur ${most}`,
  inProgress: 'En cours',
  category: 'Catégorie',
};

/** @param locale the reader's language, such as `fr-FR` */
export function wordsFor(locale: string): Words {
  return locale.startsWith('fr') ? french : english;
}
