function getErrorMessage(error) {
  switch (error.error) {
    case 'email_already_exists':
      return 'This email address is already registered.';
    case 'validation_error':
      return Object.values(error.details).join('\n');
    case 'rate_limit_exceeded':
      return 'Too many requests. Please wait a moment.';
    default:
      return 'An error occurred. Please try again later.';
  }
}
