import type { TFunction } from 'i18next';

/** The name of a category in the page's language; one that we have no word for is called as it is. */
export function categoryName(t: TFunction<'catalogue'>, category: string): string {
  switch (category) {
    case 'general':
    case 'development':
    case 'monitoring':
    case 'project-management':
    case 'customer-support':
    case 'news':
    case 'other':
      return t(`categories.${category}`);
    default:
      return category;
  }
}
